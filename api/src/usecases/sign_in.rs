//! From a bearer token to who asks.

use entities::columns::{Language as NoticeLanguage, ScopeKind};
use entities::role_grant;
use sha2::{Digest, Sha256};

use crate::domain::policy::{Grant, GrantScope};
use crate::error::{Code, Error, Result};
use crate::i18n::Language;
use crate::op::{AccountActor, Actor, Ground, Op};
use crate::store::accounts;

/// A valid token's account.
#[derive(Debug)]
pub struct SignedIn {
    pub actor: AccountActor,
    pub language: Language,
}

/// The account that `token` opens, with the grants that cover now.
///
/// # Errors
/// UNAUTHENTICATED when the token is unknown, revoked or expired, or its account is disabled.
pub async fn by_token(ground: &Ground, token: &str) -> Result<SignedIn> {
    let refused = || Error::from(Error::refused(Code::Unauthenticated));
    let db = ground.database.reader();
    let found = accounts::by_token_hash(db, &hash(token)).await?;
    let (token, account) = found.ok_or_else(refused)?;
    let now = ground.clock.real();
    let is_over = token.expires_at.is_some_and(|end| end <= now);
    if is_over || token.revoked_at.is_some() || account.disabled_at.is_some() {
        return Err(refused());
    }
    let grants = accounts::grants_at(db, account.id, ground.clock.now()).await?;
    let actor = AccountActor {
        id: account.id,
        key: account.key,
        display_name: account.display_name,
        staff_member_id: account.staff_member_id,
        grants: grants.iter().filter_map(grant_of).collect(),
    };
    Ok(SignedIn {
        actor,
        language: language_of(account.language),
    })
}

/// The same op a moment later: its account with the grants that cover now. For what goes on for
/// longer than a request does.
///
/// # Errors
/// UNAUTHENTICATED when the account has been disabled meanwhile.
pub async fn renewed(op: &Op) -> Result<Op> {
    let mut renewed = Op::new(&op.ground, op.actor.clone(), op.language);
    renewed.request_id.clone_from(&op.request_id);
    let Actor::Account(account) = &mut renewed.actor else {
        return Ok(renewed);
    };
    let db = op.ground.database.reader();
    let row = accounts::by_id(db, account.id).await?;
    if row.is_none_or(|row| row.disabled_at.is_some()) {
        return Err(Error::refused(Code::Unauthenticated).into());
    }
    let grants = accounts::grants_at(db, account.id, renewed.now).await?;
    account.grants = grants.iter().filter_map(grant_of).collect();
    Ok(renewed)
}

/// What is stored of a token: it holds 256 random bits, so one round of SHA-256 is enough.
#[must_use]
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

pub(crate) fn language_of(language: NoticeLanguage) -> Language {
    match language {
        NoticeLanguage::Da => Language::Da,
        NoticeLanguage::En => Language::En,
    }
}

fn grant_of(row: &role_grant::Model) -> Option<Grant> {
    let scope = match row.scope_kind {
        ScopeKind::Global => GrantScope::Global,
        ScopeKind::Centre => GrantScope::Centre(row.centre_id?),
        ScopeKind::Municipality => GrantScope::Municipality(row.municipality_id?),
    };
    Some(Grant {
        role: row.role,
        scope,
    })
}
