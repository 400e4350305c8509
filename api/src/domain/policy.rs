//! Who may do what: the whole policy is the one table below. What no row opens is closed.

use entities::columns::Role;
use entities::id::{CentreId, MunicipalityId};

/// Something an actor may be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    ReadCentre,
    CreateCentre,
    SaveCentre,
    SavePartnership,
    GrantRole,
    ReadResources,
    SaveResource,
    RecordAbsence,
    ReadParticipants,
    /// Names, birth dates, udlændingenumre and contacts.
    ReadIdentity,
    /// Names of who takes part in sessions that the account's own staff member leads.
    ReadNamesInOwnSessions,
    SaveParticipant,
    RecordConsent,
    RecordDecision,
    /// Outcomes, placements, stays, consents and hand-offs of a centre's participants.
    ReadDecisions,
    SaveTemplate,
    ReadCohorts,
    SaveCohort,
    Enrol,
    ReadPlans,
    Plan,
    ReadTimetable,
    /// Only sessions in which the account's own staff member takes part.
    ReadOwnTimetable,
    ChangeTimetable,
    RecordAttendance,
    /// Only in sessions in which the account's own staff member takes part.
    RecordOwnAttendance,
    ReadIncoming,
    ReadExpected,
    ReadHandoff,
    SendHandoff,
    ReceiveHandoff,
    ReadSettlement,
    /// Posting costs and settling: the accounting party's finance role.
    Account,
    ApproveLine,
    ReadNotices,
    SteerNotices,
    ReadAttention,
}

use Action as A;
use Role::{
    Admin, Auditor, BusinessConsultant, CaseWorker, CentreCoordinator, CentreFinance, Interviewer,
    MunicipalityConsultant, MunicipalityFinance, Teacher, VolunteerCoordinator,
};

/// The policy. A role acts in its own scope only: its centre, its municipality, or everywhere for
/// AUDITOR and ADMIN. ADMIN stands in no row that opens personal data.
pub const TABLE: &[(Action, &[Role])] = &[
    (
        A::ReadCentre,
        &[
            CentreCoordinator,
            Teacher,
            CaseWorker,
            Interviewer,
            CentreFinance,
            MunicipalityConsultant,
            BusinessConsultant,
            MunicipalityFinance,
            VolunteerCoordinator,
            Auditor,
            Admin,
        ],
    ),
    (A::CreateCentre, &[Admin]),
    (A::SaveCentre, &[CentreCoordinator, Admin]),
    (A::SavePartnership, &[CentreCoordinator, Admin]),
    (A::GrantRole, &[Admin]),
    (
        A::ReadResources,
        &[CentreCoordinator, Teacher, CaseWorker, Interviewer],
    ),
    (A::SaveResource, &[CentreCoordinator]),
    (A::RecordAbsence, &[CentreCoordinator]),
    (
        A::ReadParticipants,
        &[CentreCoordinator, CaseWorker, Interviewer],
    ),
    (
        A::ReadIdentity,
        &[CentreCoordinator, CaseWorker, Interviewer],
    ),
    (A::ReadNamesInOwnSessions, &[Teacher, Interviewer]),
    (A::SaveParticipant, &[CentreCoordinator, CaseWorker]),
    (A::RecordConsent, &[CentreCoordinator, CaseWorker]),
    (A::RecordDecision, &[CentreCoordinator, CaseWorker]),
    (A::ReadDecisions, &[CentreCoordinator, CaseWorker]),
    (A::SaveTemplate, &[CentreCoordinator]),
    (
        A::ReadCohorts,
        &[CentreCoordinator, CaseWorker, Interviewer, Teacher],
    ),
    (A::SaveCohort, &[CentreCoordinator]),
    (A::Enrol, &[CentreCoordinator]),
    (A::ReadPlans, &[CentreCoordinator]),
    (A::Plan, &[CentreCoordinator]),
    (A::ReadTimetable, &[CentreCoordinator, CaseWorker]),
    (A::ReadOwnTimetable, &[Teacher, Interviewer]),
    (A::ChangeTimetable, &[CentreCoordinator]),
    (A::RecordAttendance, &[CentreCoordinator]),
    (A::RecordOwnAttendance, &[Teacher, Interviewer]),
    (A::ReadIncoming, &[MunicipalityConsultant]),
    (
        A::ReadExpected,
        &[
            MunicipalityConsultant,
            BusinessConsultant,
            MunicipalityFinance,
            VolunteerCoordinator,
        ],
    ),
    (
        A::ReadHandoff,
        &[CentreCoordinator, CaseWorker, MunicipalityConsultant],
    ),
    (A::SendHandoff, &[CentreCoordinator, CaseWorker]),
    (A::ReceiveHandoff, &[MunicipalityConsultant]),
    (
        A::ReadSettlement,
        &[
            CentreFinance,
            MunicipalityFinance,
            CentreCoordinator,
            Auditor,
        ],
    ),
    (A::Account, &[CentreFinance, MunicipalityFinance]),
    (A::ApproveLine, &[MunicipalityFinance]),
    (A::ReadNotices, &[CentreCoordinator]),
    (A::SteerNotices, &[CentreCoordinator]),
    (A::ReadAttention, &[CentreCoordinator]),
];

/// A role in a scope, held now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    pub role: Role,
    pub scope: GrantScope,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantScope {
    Global,
    Centre(CentreId),
    Municipality(MunicipalityId),
}

/// The centres and municipalities that a row belongs to, for one action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    pub centres: Vec<CentreId>,
    pub municipalities: Vec<MunicipalityId>,
}

impl Scopes {
    #[must_use]
    pub fn centre(id: CentreId) -> Self {
        Self {
            centres: vec![id],
            municipalities: Vec::new(),
        }
    }

    #[must_use]
    pub fn municipality(id: MunicipalityId) -> Self {
        Self {
            centres: Vec::new(),
            municipalities: vec![id],
        }
    }

    fn covers(&self, scope: GrantScope) -> bool {
        match scope {
            GrantScope::Global => true,
            GrantScope::Centre(id) => self.centres.contains(&id),
            GrantScope::Municipality(id) => self.municipalities.contains(&id),
        }
    }
}

/// What an actor holds when it asks.
#[derive(Clone, Copy, Debug)]
pub enum Rights<'a> {
    Nothing,
    Grants(&'a [Grant]),
    /// The worker, or whoever runs the program on the machine itself.
    Everything,
}

/// A row that the policy opened for one action. Built by [`open`] alone; what changes or shows the
/// row asks for it.
#[derive(Clone, Debug)]
pub struct Permitted<T> {
    row: T,
}

impl<T> Permitted<T> {
    pub fn into_row(self) -> T {
        self.row
    }
}

impl<T> std::ops::Deref for Permitted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.row
    }
}

/// Why a row stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// The actor may not know that it exists.
    Hidden,
    /// The actor sees it, but this is not the actor's to do.
    NotYours,
}

/// Opens `row` for `action`; `seen_by` are the actions that let an actor know of such a row.
pub fn open<T>(
    rights: Rights<'_>,
    row: T,
    scopes: &Scopes,
    action: Action,
    seen_by: &[Action],
) -> Result<Permitted<T>, Denied> {
    if permits(rights, action, scopes) {
        Ok(Permitted { row })
    } else if seen_by
        .iter()
        .any(|action| permits(rights, *action, scopes))
    {
        Err(Denied::NotYours)
    } else {
        Err(Denied::Hidden)
    }
}

/// Whether `rights` open `action` on a row in `scopes`.
#[must_use]
pub fn permits(rights: Rights<'_>, action: Action, scopes: &Scopes) -> bool {
    match rights {
        Rights::Nothing => false,
        Rights::Everything => true,
        Rights::Grants(grants) => {
            let roles = roles_for(action);
            grants
                .iter()
                .any(|grant| roles.contains(&grant.role) && scopes.covers(grant.scope))
        }
    }
}

/// The roles that the table opens `action` to.
#[must_use]
pub fn roles_for(action: Action) -> &'static [Role] {
    TABLE
        .iter()
        .find(|(row, _)| *row == action)
        .map_or(&[], |(_, roles)| roles)
}

/// Where `rights` open `action`: the start of every list.
#[must_use]
pub fn reach(rights: Rights<'_>, action: Action) -> Reach {
    let mut reach = Reach::default();
    let grants = match rights {
        Rights::Nothing => return reach,
        Rights::Everything => {
            reach.everywhere = true;
            return reach;
        }
        Rights::Grants(grants) => grants,
    };
    let roles = roles_for(action);
    for grant in grants.iter().filter(|grant| roles.contains(&grant.role)) {
        match grant.scope {
            GrantScope::Global => reach.everywhere = true,
            GrantScope::Centre(id) => reach.scopes.centres.push(id),
            GrantScope::Municipality(id) => reach.scopes.municipalities.push(id),
        }
    }
    reach
}

/// How far an actor reaches with one action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    pub everywhere: bool,
    pub scopes: Scopes,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_stands_once_in_the_table() {
        let mut actions: Vec<Action> = TABLE.iter().map(|(action, _)| *action).collect();
        let all = actions.len();
        actions.sort_unstable();
        actions.dedup();
        assert_eq!(actions.len(), all);
    }

    #[test]
    fn an_administrator_reads_no_personal_data() {
        for action in [
            A::ReadParticipants,
            A::ReadIdentity,
            A::ReadNamesInOwnSessions,
            A::ReadDecisions,
            A::ReadTimetable,
            A::ReadIncoming,
            A::ReadHandoff,
            A::ReadNotices,
            A::ReadSettlement,
        ] {
            assert!(!roles_for(action).contains(&Admin), "{action:?}");
        }
    }

    #[test]
    fn a_role_reaches_its_own_scope_only() {
        let own = CentreId::from(uuid::Uuid::from_u128(1));
        let other = CentreId::from(uuid::Uuid::from_u128(2));
        let grants = [Grant {
            role: CentreCoordinator,
            scope: GrantScope::Centre(own),
        }];
        let rights = Rights::Grants(&grants);
        assert!(permits(rights, A::Plan, &Scopes::centre(own)));
        assert!(!permits(rights, A::Plan, &Scopes::centre(other)));
        assert!(!permits(rights, A::Account, &Scopes::centre(own)));
        let seen_by = [A::ReadPlans];
        assert!(open(rights, 1, &Scopes::centre(own), A::Plan, &seen_by).is_ok());
        assert_eq!(
            open(rights, 1, &Scopes::centre(own), A::Account, &seen_by).unwrap_err(),
            Denied::NotYours
        );
        assert_eq!(
            open(rights, 1, &Scopes::centre(other), A::Plan, &seen_by).unwrap_err(),
            Denied::Hidden
        );
    }
}
