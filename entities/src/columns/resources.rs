//! Codes and values of resources.

use super::{codes, json_list};

codes! {
    /// What a resource is.
    ResourceKind {
        Room = "ROOM",
        StaffMember = "STAFF_MEMBER",
        Interpreter = "INTERPRETER",
        Vehicle = "VEHICLE",
        Company = "COMPANY",
        Participant = "PARTICIPANT",
    }

    /// What a room is for.
    RoomKind {
        Class = "CLASS",
        Interview = "INTERVIEW",
        Workshop = "WORKSHOP",
        Meeting = "MEETING",
    }

    /// What a staff member may do in a session.
    StaffRole {
        Teacher = "TEACHER",
        Interviewer = "INTERVIEWER",
        Escort = "ESCORT",
    }

    /// How an interpreter takes part.
    InterpretingMode {
        OnSite = "ON_SITE",
        Phone = "PHONE",
        Video = "VIDEO",
    }
}

json_list! {
    /// What a staff member may do.
    StaffRoles(StaffRole);
    /// Words of the domain: skills, sectors, wishes, electives, demands.
    TextList(String);
    /// Languages as BCP 47 tags.
    LanguageTags(String);
}
