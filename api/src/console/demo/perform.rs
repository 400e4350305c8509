//! Loads the centre and plays the story, or goes on where it stopped.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use indicatif::{ProgressBar, ProgressStyle};

use super::super::args::DemoOptions;
use super::super::warn;
use crate::app::App;
use crate::demo::{self, Loaded, Stage};
use crate::error::{Error, Result};
use crate::i18n::{self, Args, Language};
use crate::op::Op;
use crate::sample::SampleCentre;
use crate::sample::story::{Deed, Story};
use crate::usecases::storyline::Progress;
use crate::usecases::{installation, storyline};

/// When the story stops on a day that it is told until.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(7, 0, 0).unwrap();

/// Whether an earlier run ended in the middle of something that cannot be gone on with.
pub(super) async fn is_interrupted(app: &App) -> Result<bool> {
    let op = Op::of_machine(&app.ground, Language::En);
    Ok(storyline::progress(&op)
        .await?
        .is_some_and(Progress::is_interrupted))
}

pub(super) async fn perform(
    app: &App,
    sample: &SampleCentre,
    options: &DemoOptions,
) -> Result<Stage> {
    let story = sample.story.as_ref();
    let story = story.ok_or_else(|| Error::internal("the sample has no story"))?;
    let language = options.language();
    // The first step is to save the centre.
    let bar = bar(story.steps.len() as u64 + 1, options.json);
    let op = Op::of_machine(&app.ground, language);
    let played = storyline::progress(&op).await?.map(|story| story.played);
    let loaded = if played.is_some() {
        demo::find(&app.ground, sample).await?
    } else {
        bar.set_message(i18n::plain(language, "demo-loading"));
        load(app, sample, story).await?
    };
    let stage = Stage::set(Arc::clone(&app.ground), loaded, sample).await?;
    let played = played.unwrap_or(1);
    let stop = options.until.map(|day| morning_of(&stage, day));
    let stop = stop.transpose()?;
    for (at, step) in (1..).zip(&story.steps).skip(played - 1) {
        let instant = stage.instant(step.at)?;
        if stop.is_some_and(|stop| stop <= instant) {
            break;
        }
        bar.set_position(at as u64);
        installation::move_clock(&app.ground, instant).await?;
        let when = step.at.format("%Y-%m-%d %H:%M").to_string();
        let args = Args::new().with("when", when);
        bar.set_message(i18n::text(language, key_of(&step.deed), &args));
        // What the clock alone brings about comes before what people do.
        app.drain_worker().await?;
        let (begun, played) = (at + 1, at);
        storyline::set_progress(&stage.op(), Progress { begun, played }).await?;
        demo::play(&stage, step, &story.attendance, options.seed).await?;
        // Everything that this step set off is done before the clock moves on.
        app.drain_worker().await?;
        let played = begun;
        storyline::set_progress(&stage.op(), Progress { begun, played }).await?;
    }
    bar.finish_and_clear();
    if let Some(stop) = stop {
        stop_at(app, &stage, stop, language).await?;
    }
    Ok(stage)
}

fn morning_of(stage: &Stage, day: NaiveDate) -> Result<DateTime<Utc>> {
    stage.instant(day.and_time(MORNING))
}

/// Leaves the clock at `stop`. It never goes back: what was done later has been done.
async fn stop_at(app: &App, stage: &Stage, stop: DateTime<Utc>, language: Language) -> Result<()> {
    let now = app.ground.clock.now();
    if now.with_timezone(&stage.zone).date_naive() > stop.with_timezone(&stage.zone).date_naive() {
        return warn(&i18n::plain(language, "demo-past"));
    }
    if now < stop {
        installation::move_clock(&app.ground, stop).await?;
    }
    app.drain_worker().await
}

async fn load(app: &App, sample: &SampleCentre, story: &Story) -> Result<Loaded> {
    let zone: chrono_tz::Tz = sample.centre.zone.parse().map_err(Error::internal)?;
    let begins = story.begins_at.and_local_timezone(zone).earliest();
    let begins = begins.ok_or_else(|| Error::internal("the story begins at no time"))?;
    installation::move_clock(&app.ground, begins.to_utc()).await?;
    let op = Op::of_machine(&app.ground, Language::En);
    let (begun, played) = (1, 0);
    storyline::set_progress(&op, Progress { begun, played }).await?;
    let loaded = demo::load(&app.ground, sample).await?;
    app.drain_worker().await?;
    let played = begun;
    storyline::set_progress(&op, Progress { begun, played }).await?;
    Ok(loaded)
}

/// A bar on standard error, so that standard output stays clean; silent when nobody looks.
fn bar(steps: u64, is_silent: bool) -> ProgressBar {
    if is_silent {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(steps);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    bar
}

const fn key_of(deed: &Deed) -> &'static str {
    match deed {
        Deed::RequestPlan { .. } => "demo-step-request-plan",
        Deed::PublishPlan { .. } => "demo-step-publish-plan",
        Deed::RecordAttendance { .. } => "demo-step-record-attendance",
        Deed::RecordOutcome { .. } => "demo-step-record-outcome",
        Deed::RecordPlacement { .. } => "demo-step-record-placement",
        Deed::RecordStay { .. } => "demo-step-record-stay",
        Deed::SendHandoff { .. } => "demo-step-send-handoff",
        Deed::AcceptHandoff { .. } => "demo-step-accept-handoff",
        Deed::PostCost { .. } => "demo-step-post-cost",
        Deed::CalculateSettlement { .. } => "demo-step-calculate-settlement",
        Deed::FreezeSettlement { .. } => "demo-step-freeze-settlement",
        Deed::SendSettlement { .. } => "demo-step-send-settlement",
    }
}
