//! Codes of accounts and what they may do.

use super::codes;

codes! {
    /// A language that fasttrack itself speaks.
    Language {
        Da = "DA",
        En = "EN",
    }

    /// What an account may be.
    Role {
        CentreCoordinator = "CENTRE_COORDINATOR",
        Teacher = "TEACHER",
        CaseWorker = "CASE_WORKER",
        Interviewer = "INTERVIEWER",
        CentreFinance = "CENTRE_FINANCE",
        MunicipalityConsultant = "MUNICIPALITY_CONSULTANT",
        BusinessConsultant = "BUSINESS_CONSULTANT",
        MunicipalityFinance = "MUNICIPALITY_FINANCE",
        VolunteerCoordinator = "VOLUNTEER_COORDINATOR",
        Auditor = "AUDITOR",
        Admin = "ADMIN",
    }

    /// How far a role reaches.
    ScopeKind {
        Global = "GLOBAL",
        Centre = "CENTRE",
        Municipality = "MUNICIPALITY",
    }
}
