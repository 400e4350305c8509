//! What a plan is worth, what it lacks and why, for a person.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};
use scheduler::problem::{Problem, ResourceRef};
use scheduler::{HardRule, Obstacle, Proof, Report, SoftRule, Solution, UnmetWish, Verdict};
use serde::Serialize;
use serde_json::Value;

use crate::i18n::{self, Args, Language};

/// Reasons that are told of what has no place.
const MOST_REASONS: usize = 3;
/// Unmet wishes that are told, the dearest first.
const MOST_WISHES: usize = 10;

/// The lines of the report.
pub(super) fn lines(
    problem: &Problem,
    solution: &Solution,
    judged: &Report,
    language: Language,
) -> Vec<String> {
    let report = Told { language };
    let mut lines = vec![
        report.verdict(&solution.verdict),
        report.counts(problem, solution, judged),
        report.by_rule(judged).to_string(),
    ];
    if let Verdict::Infeasible { proofs } = &solution.verdict {
        lines.push(report.word("console-plan-proofs"));
        lines.extend(proofs.iter().flat_map(|proof| report.proof(proof)));
    }
    if !solution.unassigned.is_empty() {
        lines.push(report.word("console-plan-unassigned"));
    }
    for missing in &solution.unassigned {
        lines.push(format!("  {}", missing.activity));
        let reasons = missing.obstacles.iter().take(MOST_REASONS);
        lines.extend(reasons.map(|obstacle| report.obstacle(obstacle)));
    }
    let mut wishes: Vec<&UnmetWish> = judged.wishes.iter().collect();
    wishes.sort_by_key(|wish| std::cmp::Reverse(wish.cost));
    if !wishes.is_empty() {
        lines.push(report.word("console-plan-wishes"));
        let dearest = wishes.into_iter().take(MOST_WISHES);
        lines.extend(dearest.map(|wish| report.wish(wish)));
    }
    lines
}

/// The name by which a code of the engine is written.
pub(super) fn code(code: &impl Serialize) -> String {
    match serde_json::to_value(code) {
        Ok(Value::String(code)) => code,
        _ => String::new(),
    }
}

pub(super) fn soft_key(rule: SoftRule) -> String {
    format!("console-soft-{}", rule.name().replace('_', "-"))
}

/// Words in one language.
struct Told {
    language: Language,
}

impl Told {
    fn word(&self, key: &str) -> String {
        i18n::plain(self.language, key)
    }

    fn verdict(&self, verdict: &Verdict) -> String {
        self.word(match verdict {
            Verdict::Complete => "console-plan-complete",
            Verdict::Partial => "console-plan-partial",
            Verdict::Infeasible { .. } => "console-plan-infeasible",
            Verdict::NotFoundInTime => "console-plan-not-found-in-time",
        })
    }

    fn counts(&self, problem: &Problem, solution: &Solution, judged: &Report) -> String {
        let args = Args::new()
            .with("activities", problem.activities.len().to_string())
            .with("placed", solution.timetable.assignments.len().to_string())
            .with("unassigned", judged.unassigned.len().to_string())
            .with("violations", judged.violations.len().to_string())
            .with("cost", judged.score.soft.to_string())
            .with("steps", solution.steps.to_string());
        i18n::text(self.language, "console-plan-counts", &args)
    }

    fn by_rule(&self, judged: &Report) -> Table {
        let mut table = Table::new();
        table
            .load_preset(UTF8_FULL_CONDENSED)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_header([
                self.word("console-plan-rule"),
                self.word("console-plan-units"),
                self.word("console-plan-cost"),
            ]);
        for (rule, score) in &judged.score.rules {
            table.add_row([
                self.word(&soft_key(*rule)),
                score.units.to_string(),
                score.cost.to_string(),
            ]);
        }
        table
    }

    fn proof(&self, proof: &Proof) -> Vec<String> {
        let rules: Vec<String> = proof.rules.iter().map(|rule| self.hard(*rule)).collect();
        let mut lines = vec![format!("  {}: {}", code(&proof.reason), rules.join(" "))];
        if proof.demand_minutes > 0 {
            let window = proof.window.map_or_else(String::new, |window| {
                format!("{} – {}", window.from, window.until)
            });
            let args = Args::new()
                .with("demand", proof.demand_minutes.to_string())
                .with("supply", proof.supply_minutes.to_string())
                .with("window", window);
            let text = i18n::text(self.language, "console-plan-demand", &args);
            lines.push(format!("    {text}"));
        }
        for named in [proof.activities.clone(), names(&proof.resources)] {
            if !named.is_empty() {
                lines.push(format!("    {}", named.join(", ")));
            }
        }
        lines
    }

    fn obstacle(&self, obstacle: &Obstacle) -> String {
        let mut named = names(&obstacle.resources);
        named.extend(obstacle.activities.iter().cloned());
        let named = if named.is_empty() {
            String::new()
        } else {
            format!(" [{}]", named.join(", "))
        };
        let args = Args::new()
            .with("starts", obstacle.starts.to_string())
            .with("rule", self.hard(obstacle.rule));
        let text = i18n::text(self.language, "console-plan-obstacle", &args);
        format!("    {text}{named}")
    }

    fn wish(&self, wish: &UnmetWish) -> String {
        // An interpreter is paid for a day, not for one of its sessions.
        let is_of_day = matches!(
            wish.rule,
            SoftRule::InterpreterCallout | SoftRule::InterpreterIdle
        );
        let at = wish.at.map_or_else(String::new, |at| {
            if is_of_day {
                format!(" {}", at.date)
            } else {
                format!(" {at}")
            }
        });
        let activity = wish.activities.first().filter(|_| !is_of_day);
        let resource = wish.resources.first().map(|one| &one.key);
        let rule = self.word(&soft_key(wish.rule));
        let whom = activity.or(resource).cloned().unwrap_or_default();
        format!("  {:>10}  {rule}: {whom}{at}", wish.cost)
    }

    /// A hard rule in words; by its name, when it is so new that it has none.
    fn hard(&self, rule: HardRule) -> String {
        let key = format!("label-rule-{}", rule.name().replace('_', "-"));
        i18n::try_text(self.language, &key, &Args::new()).unwrap_or_else(|| rule.name())
    }
}

fn names(resources: &[ResourceRef]) -> Vec<String> {
    resources.iter().map(|one| one.key.clone()).collect()
}
