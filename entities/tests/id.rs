//! Ids read as they are written, and nothing else reads as an id.

use entities::columns::{PlanVerdict, ResourceKind};
use entities::id::{CentreId, DanishGroupId, IdError, ParticipantId, ResourceId, RoomId};
use rstest::rstest;
use uuid::Uuid;

const TEXT: &str = "centre_01h455vb4pex5vsknk084sn02q";
const BITS: u128 = 0x0189_0a5d_ac96_774b_bcce_b302_099a_8057;

#[test]
fn an_id_is_written_as_the_type_id_specification_says() {
    let id = CentreId::from_uuid(Uuid::from_u128(BITS));
    assert_eq!(id.to_string(), TEXT);
    assert_eq!(TEXT.parse(), Ok(id));
    assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{TEXT}\""));
    assert_eq!(
        serde_json::from_str::<CentreId>(&format!("\"{TEXT}\"")).unwrap(),
        id
    );
}

#[rstest]
#[case(0)]
#[case(1)]
#[case(u128::MAX)]
fn the_ends_of_the_range_come_back(#[case] bits: u128) {
    let id = DanishGroupId::from_uuid(Uuid::from_u128(bits));
    assert!(id.to_string().starts_with("danish_group_"));
    assert_eq!(id.to_string().parse(), Ok(id));
}

#[rstest]
#[case::another_type("cohort_01h455vb4pex5vsknk084sn02q")]
#[case::no_prefix("01h455vb4pex5vsknk084sn02q")]
#[case::empty("")]
#[case::longer_prefix("old_centre_01h455vb4pex5vsknk084sn02q")]
fn another_prefix_is_refused(#[case] text: &str) {
    assert_eq!(
        text.parse::<CentreId>(),
        Err(IdError::Prefix { expected: "centre" })
    );
}

#[rstest]
#[case::over_128_bits("centre_81h455vb4pex5vsknk084sn02q")]
#[case::too_short("centre_01h455vb4pex5vsknk084sn02")]
#[case::too_long("centre_01h455vb4pex5vsknk084sn02qq")]
#[case::upper_case("centre_01H455VB4PEX5VSKNK084SN02Q")]
#[case::letter_left_out("centre_01h455vb4pex5vsknk084sn02u")]
#[case::not_ascii("centre_01h455vb4pex5vsknk084sn0æ")]
#[case::nothing("centre_")]
fn a_bad_suffix_is_refused(#[case] text: &str) {
    assert_eq!(
        text.parse::<CentreId>(),
        Err(IdError::Suffix { expected: "centre" })
    );
}

#[test]
fn a_kind_of_resource_shares_its_id() {
    let room = RoomId::from_uuid(Uuid::from_u128(BITS));
    let resource = ResourceId::from(room);
    assert_eq!(resource.uuid(), room.uuid());
    assert_eq!(RoomId::of_resource(resource), room);
    assert!(
        ParticipantId::of_resource(resource)
            .to_string()
            .starts_with("participant_")
    );
}

#[test]
fn codes_read_as_they_are_written() {
    for kind in ResourceKind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(*kind));
        assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{kind}\""));
    }
    assert_eq!(PlanVerdict::NotFoundInTime.to_string(), "NOT_FOUND_IN_TIME");
    assert!("room".parse::<ResourceKind>().is_err());
}
