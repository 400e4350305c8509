//! The sample's template, cohorts, enrolments, busy times and absences.

use super::convert::number;
use super::load::Loaded;
use super::stage::known;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::sample::{BusyTime, Cohort, SampleCentre};
use crate::usecases::busy_times::ImportBusyTimesInput;
use crate::usecases::cohorts::OpenCohortInput;
use crate::usecases::danish_groups::SaveDanishGroupInput;
use crate::usecases::enrolments::{EnrolInput, EnrolParticipantInput};
use crate::usecases::templates::{PublishTemplateInput, SaveTemplateInput};
use crate::usecases::timetable::RecordAbsenceInput;
use crate::usecases::{busy_times, cohorts, danish_groups, enrolments, templates, timetable};
use crate::vocabulary::{IdOf, TemplateDefinition};

pub(super) async fn save(op: &Op, loaded: &Loaded, sample: &SampleCentre) -> Result<()> {
    let input = SaveTemplateInput {
        centre_id: IdOf(loaded.centre),
        key: sample.template.key.clone(),
        title_da: sample.template.title_da.clone(),
        title_en: sample.template.title_en.clone(),
        definition: TemplateDefinition(serde_json::to_value(&sample.template.definition)?),
        version: None,
    };
    let draft = templates::save(op, input).await?;
    let input = PublishTemplateInput {
        template_id: IdOf(draft.id),
        version: None,
    };
    templates::publish(op, input).await?;
    for group in &sample.danish_groups {
        let participant = |key: &String| known(&loaded.participants, key).map(IdOf);
        let input = SaveDanishGroupInput {
            centre_id: IdOf(loaded.centre),
            key: group.key.clone(),
            name: group.name.clone(),
            participant_ids: group
                .participants
                .iter()
                .map(participant)
                .collect::<Result<_>>()?,
        };
        danish_groups::save(op, input).await?;
    }
    if !sample.busy_times.is_empty() {
        import_busy_times(op, loaded, &sample.busy_times).await?;
    }
    for absence in &sample.absences {
        let input = RecordAbsenceInput {
            resource_id: IdOf(known(&loaded.resources, &absence.resource)?),
            from: absence.from,
            until: absence.until,
            reason: absence.reason.clone(),
        };
        timetable::record_absence(op, input).await?;
    }
    for cohort in &sample.cohorts {
        open(op, loaded, cohort).await?;
    }
    Ok(())
}

async fn import_busy_times(op: &Op, loaded: &Loaded, times: &[BusyTime]) -> Result<()> {
    let mut csv = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    for time in times {
        csv.serialize(time).map_err(Error::internal)?;
    }
    let csv = csv.into_inner().map_err(Error::internal)?;
    let input = ImportBusyTimesInput {
        centre_id: IdOf(loaded.centre),
        csv: Some(String::from_utf8(csv).map_err(Error::internal)?),
        ics: None,
        participant_key: None,
        danish_group_key: None,
        source: None,
        dry_run: false,
        idempotency_key: None,
    };
    let report = busy_times::import(op, input).await?;
    match report.rows.iter().find(|row| !row.faults.is_empty()) {
        Some(row) => Err(Error::internal(format!("{row:?}"))),
        None => Ok(()),
    }
}

async fn open(op: &Op, loaded: &Loaded, cohort: &Cohort) -> Result<()> {
    let input = OpenCohortInput {
        centre_id: IdOf(loaded.centre),
        key: cohort.key.clone(),
        name: cohort.name.clone(),
        template_id: None,
        template_key: Some(cohort.template.clone()),
        partnership_id: cohort
            .partnership
            .as_ref()
            .map(|_| IdOf(loaded.partnership)),
        first_monday: cohort.first_on,
        capacity: number(cohort.capacity),
        minimum_age: number(cohort.minimum_age),
        idempotency_key: None,
    };
    let row = cohorts::open(op, input).await?;
    let participant = |key: &String| {
        Ok(EnrolParticipantInput {
            participant_id: IdOf(known(&loaded.participants, key)?),
            electives: cohort.electives.get(key).cloned().unwrap_or_default(),
        })
    };
    let participants = cohort
        .participants
        .iter()
        .map(participant)
        .collect::<Result<_>>()?;
    let input = EnrolInput {
        cohort_id: IdOf(row.id),
        participants,
        idempotency_key: None,
    };
    let enrolled = enrolments::enrol(op, input).await?;
    match enrolled.rows.iter().find(|row| !row.faults.is_empty()) {
        Some(row) => Err(Error::internal(format!("{row:?}"))),
        None => Ok(()),
    }
}
