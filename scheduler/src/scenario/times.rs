//! When a resource is there and when it is not.

use super::ChangeFaultCode;
use super::make::{Refusal, find, nothing};
use crate::calendar::Span;
use crate::problem::{BusySpan, Opening, Problem, ResourceKind, ResourceRef};

pub(super) fn whole(span: &Span) -> Result<(), Refusal> {
    let refusal = || {
        let value = format!("{}/{}", span.from, span.until);
        Err((ChangeFaultCode::OutOfRange, value))
    };
    if span.from < span.until {
        Ok(())
    } else {
        refusal()
    }
}

/// Openings and absences of what has both.
pub(super) fn times<'a>(
    problem: &'a mut Problem,
    resource: &ResourceRef,
) -> Result<(&'a mut Vec<Opening>, &'a mut Vec<Span>), Refusal> {
    let key = resource.key.as_str();
    Ok(match resource.kind {
        ResourceKind::Room => {
            let one = find(&mut problem.rooms, key, |one| &one.key)?;
            (&mut one.openings, &mut one.absences)
        }
        ResourceKind::Staff => {
            let one = find(&mut problem.staff, key, |one| &one.key)?;
            (&mut one.openings, &mut one.absences)
        }
        ResourceKind::Interpreter => {
            let one = find(&mut problem.interpreters, key, |one| &one.key)?;
            (&mut one.openings, &mut one.absences)
        }
        ResourceKind::Vehicle => {
            let one = find(&mut problem.vehicles, key, |one| &one.key)?;
            (&mut one.openings, &mut one.absences)
        }
        ResourceKind::Company => {
            let one = find(&mut problem.companies, key, |one| &one.key)?;
            (&mut one.openings, &mut one.absences)
        }
        ResourceKind::Participant => return Err(nothing(key)),
    })
}

pub(super) fn open(
    problem: &mut Problem,
    resource: &ResourceRef,
    span: &Span,
) -> Result<(), Refusal> {
    whole(span)?;
    if resource.kind == ResourceKind::Participant {
        let who = find(&mut problem.participants, &resource.key, |one| &one.key)?;
        let busy = std::mem::take(&mut who.busy);
        let cut = busy.into_iter().flat_map(|busy| {
            let spans = if busy.blocking {
                outside(&busy.span, span)
            } else {
                vec![busy.span]
            };
            spans.into_iter().map(move |span| BusySpan { span, ..busy })
        });
        who.busy = cut.collect();
        if !who.openings.is_empty() {
            who.openings.push(Opening::Once(*span));
        }
        return Ok(());
    }
    let (openings, absences) = times(problem, resource)?;
    if !openings.is_empty() {
        openings.push(Opening::Once(*span));
    }
    let away = std::mem::take(absences);
    *absences = away.iter().flat_map(|away| outside(away, span)).collect();
    Ok(())
}

/// What is left of a span without another.
fn outside(span: &Span, without: &Span) -> Vec<Span> {
    if !span.overlaps(without) {
        return vec![*span];
    }
    let parts = [
        Span {
            from: span.from,
            until: without.from,
        },
        Span {
            from: without.until,
            until: span.until,
        },
    ];
    let parts = parts.into_iter().filter(|part| part.from < part.until);
    parts.collect()
}

pub(super) fn close(
    problem: &mut Problem,
    resource: &ResourceRef,
    span: &Span,
) -> Result<(), Refusal> {
    whole(span)?;
    if resource.kind == ResourceKind::Participant {
        let who = find(&mut problem.participants, &resource.key, |one| &one.key)?;
        who.busy.push(BusySpan {
            span: *span,
            blocking: true,
        });
    } else {
        times(problem, resource)?.1.push(*span);
    }
    Ok(())
}
