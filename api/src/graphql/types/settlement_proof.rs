//! How a settlement's lines came about.

use async_graphql::{ComplexObject, Context, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use entities::id::CostEntryId;

use super::settlement::{NotCountedPersons, municipality_by_code};
use super::{Municipality, Settlement, SettlementLine};
use crate::domain::allocation::Share;
use crate::domain::counting_facts::Basis;
use crate::domain::municipality_code::MunicipalityCode;
use crate::domain::settlement_document::Entry;
use crate::error::Result;
use crate::usecases::settlements::{LineExplanation, Proof};
use crate::vocabulary::{Amount, BasisName, IdOf};

/// Everything that a settlement's lines follow from, and how.
#[derive(SimpleObject)]
pub struct SettlementProof {
    pub settlement: Settlement,
    /// Version of the cost key, as in `COST_KEY/1`.
    pub rule_version: String,
    /// Facts recorded later do not count.
    pub known_at: DateTime<Utc>,
    pub total: Amount,
    /// Persons counted for any municipality: what the total is shared by.
    pub counted_in_all: i32,
    /// What was posted into the period, in order of id.
    pub entries: Vec<SettledEntry>,
    /// One for each municipality, by code.
    pub shares: Vec<SettlementShare>,
    pub not_counted: Vec<NotCountedPersons>,
    pub hash: Option<String>,
    pub previous_hash: Option<String>,
}

/// A posting as the settlement holds it.
#[derive(SimpleObject)]
pub struct SettledEntry {
    pub id: IdOf<CostEntryId>,
    /// `CHARGE` or `REVERSAL`.
    pub kind: String,
    pub posted_on: NaiveDate,
    pub category: String,
    pub amount: Amount,
    pub document: String,
    /// The entry that a reversal takes back.
    pub reverses_id: Option<IdOf<CostEntryId>>,
}

/// A share before and after rounding. The exact share is `total × counted ÷ countedInAll`: whole
/// øre and `remainder ÷ countedInAll` of an øre. The øre left over go to the largest remainders,
/// ties by municipality code. A total below zero is shared by its absolute value, then negated.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct SettlementShare {
    pub counted: i32,
    pub counted_in_all: i32,
    /// The exact share cut to whole øre.
    pub whole: Amount,
    /// What was cut off, in parts of an øre, of which `countedInAll` make one.
    pub remainder: i32,
    /// Whether the remainder was among the largest, and the share got one øre more.
    pub is_rounded_up: bool,
    pub amount: Amount,
    #[graphql(skip)]
    pub code: MunicipalityCode,
}

#[ComplexObject]
impl SettlementShare {
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Municipality> {
        municipality_by_code(ctx, self.code).await
    }
}

/// A line, its share, and who counts in it.
#[derive(SimpleObject)]
pub struct SettlementLineExplanation {
    pub line: SettlementLine,
    pub total: Amount,
    pub share: SettlementShare,
    /// How many count by what.
    pub by_basis: Vec<CountedByBasis>,
    /// Who counts, under names that hold in this settlement only, in the order of these names.
    pub persons: Vec<CountedPerson>,
}

#[derive(SimpleObject)]
/// How many persons count on one basis.
pub struct CountedByBasis {
    pub basis: BasisName,
    pub persons: i32,
}

/// Somebody who counts.
#[derive(SimpleObject)]
pub struct CountedPerson {
    /// As in the exported document; the same person has another one in another settlement.
    pub pseudonym: String,
    pub basis: BasisName,
}

impl From<Proof> for SettlementProof {
    fn from(proof: Proof) -> Self {
        let content = proof.content;
        let all = content.lines.iter().map(|share| share.counted).sum();
        let reasons = content.not_counted.into_iter();
        Self {
            rule_version: content.rule_version,
            known_at: content.known_at,
            total: Amount(content.total),
            counted_in_all: small(all),
            entries: content.entries.into_iter().map(Into::into).collect(),
            shares: content.lines.iter().map(|one| share(one, all)).collect(),
            not_counted: reasons
                .map(|one| (one.reason, one.persons).into())
                .collect(),
            hash: proof.settlement.hash.clone(),
            previous_hash: proof.settlement.previous_hash.clone(),
            settlement: proof.settlement.into(),
        }
    }
}

impl From<Entry> for SettledEntry {
    fn from(entry: Entry) -> Self {
        Self {
            id: IdOf::parse(&entry.id),
            kind: entry.kind.to_string(),
            posted_on: entry.posted_on,
            category: entry.category,
            amount: Amount(entry.amount),
            document: entry.document,
            reverses_id: entry.reverses.as_deref().map(IdOf::parse),
        }
    }
}

impl From<LineExplanation> for SettlementLineExplanation {
    fn from(explained: LineExplanation) -> Self {
        let persons: Vec<(String, Basis)> = explained
            .persons
            .into_iter()
            .filter_map(|one| Some((one.person.into(), one.fact?.basis)))
            .collect();
        let by_basis = Basis::ALL.iter().map(|basis| CountedByBasis {
            basis: (*basis).into(),
            persons: small(persons.iter().filter(|(_, it)| it == basis).count() as u64),
        });
        Self {
            by_basis: by_basis.filter(|one| one.persons > 0).collect(),
            share: share(&explained.share, explained.counted_in_all),
            total: Amount(explained.total),
            line: explained.line.into(),
            persons: persons
                .into_iter()
                .map(|(pseudonym, basis)| CountedPerson {
                    pseudonym,
                    basis: basis.into(),
                })
                .collect(),
        }
    }
}

fn share(share: &Share, counted_in_all: u64) -> SettlementShare {
    let added = i64::from(share.rounded_up);
    let ore = share.amount.oere();
    SettlementShare {
        counted: small(share.counted),
        counted_in_all: small(counted_in_all),
        whole: Amount::from_ore(if ore < 0 { ore + added } else { ore - added }),
        remainder: small(share.remainder),
        is_rounded_up: share.rounded_up,
        amount: Amount(share.amount),
        code: share.code,
    }
}

/// A number of persons as GraphQL writes it.
fn small(number: u64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
