//! What no input may hold, wherever it stands: days outside the calendar, amounts beyond all
//! money, control characters, texts without end. One walk over a request before anything of it is
//! done, guided by the schema, so that no field can be forgotten.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextParseQuery};
use async_graphql::parser::types::{
    ExecutableDocument, Field, OperationType, Selection, SelectionSet,
};
use async_graphql::registry::{MetaInputValue, MetaType, MetaTypeName, Registry};
use async_graphql::{Name, Positioned, ScalarType, ServerResult, Value, Variables};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::server_error;
use crate::domain::free_text;
use crate::domain::money::{Money, MoneyError};
use crate::domain::wall_clock::{YEARS, is_in_reach};
use crate::error::{Fault, Faults};

/// More than anybody writes into one field.
const MOST_CHARACTERS: usize = 2_000;

/// Whole files: they are told line by line what is wrong.
const FILES: [&str; 2] = ["csv", "ics"];

/// Holds every request to its limits.
pub(super) struct InputLimits;

impl ExtensionFactory for InputLimits {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for InputLimits {
    async fn parse_query(
        &self,
        ctx: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        let document = next.run(ctx, query, variables).await?;
        let mut walk = Walk {
            registry: &ctx.schema_env.registry,
            variables: known(&document, variables),
            faults: Faults::default(),
        };
        walk.document(&document);
        walk.faults.done().map_err(server_error)?;
        Ok(document)
    }
}

/// What the variables hold: what is sent, or what the document says instead.
fn known(document: &ExecutableDocument, sent: &Variables) -> BTreeMap<Name, Value> {
    let mut known = BTreeMap::new();
    for (_, operation) in document.operations.iter() {
        for variable in &operation.node.variable_definitions {
            if let Some(value) = &variable.node.default_value {
                let name = variable.node.name.node.clone();
                known.insert(name, value.node.clone());
            }
        }
    }
    let sent = sent.iter();
    known.extend(sent.map(|(name, value)| (name.clone(), value.clone())));
    known
}

struct Walk<'a> {
    registry: &'a Registry,
    variables: BTreeMap<Name, Value>,
    faults: Faults,
}

impl Walk<'_> {
    fn document(&mut self, document: &ExecutableDocument) {
        for (_, operation) in document.operations.iter() {
            let root = match operation.node.ty {
                OperationType::Query => Some(self.registry.query_type.clone()),
                OperationType::Mutation => self.registry.mutation_type.clone(),
                OperationType::Subscription => self.registry.subscription_type.clone(),
            };
            if let Some(root) = root {
                self.selections(&root, &operation.node.selection_set);
            }
        }
        for fragment in document.fragments.values() {
            let on = &fragment.node.type_condition.node.on.node;
            self.selections(on, &fragment.node.selection_set);
        }
    }

    fn selections(&mut self, on: &str, set: &Positioned<SelectionSet>) {
        for selection in &set.node.items {
            match &selection.node {
                Selection::Field(field) => self.field(on, &field.node),
                Selection::InlineFragment(inner) => {
                    let condition = inner.node.type_condition.as_ref();
                    let on = condition.map_or(on, |condition| &condition.node.on.node);
                    self.selections(on, &inner.node.selection_set);
                }
                // Each fragment is looked at where it is defined.
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    fn field(&mut self, on: &str, field: &Field) {
        let registry = self.registry;
        let found = registry.types.get(on);
        // What the schema does not know is the library's to refuse.
        let Some(known) = found.and_then(|on| on.field_by_name(&field.name.node)) else {
            return;
        };
        for (name, value) in &field.arguments {
            let Some(argument) = known.args.get(name.node.as_str()) else {
                continue;
            };
            let of_variable = |name: Name| -> Result<Value, Infallible> {
                Ok(self.variables.get(&name).cloned().unwrap_or_default())
            };
            let Ok(value) = value.node.clone().into_const_with(of_variable);
            self.input(argument, &value, name.node.to_string());
        }
        let ty = MetaTypeName::concrete_typename(&known.ty);
        self.selections(ty, &field.selection_set);
    }

    fn input(&mut self, input: &MetaInputValue, value: &Value, path: String) {
        let is_file = FILES.contains(&input.name.as_str());
        let ty = MetaTypeName::concrete_typename(&input.ty);
        self.value(if is_file { "" } else { ty }, value, path);
    }

    fn value(&mut self, ty: &str, value: &Value, path: String) {
        match value {
            Value::List(items) => {
                for (i, item) in items.iter().enumerate() {
                    self.value(ty, item, format!("{path}.{i}"));
                }
            }
            Value::Object(fields) => {
                let registry = self.registry;
                let inputs = match registry.types.get(ty) {
                    Some(MetaType::InputObject { input_fields, .. }) => Some(input_fields),
                    _ => None,
                };
                for (name, value) in fields {
                    let path = format!("{path}.{name}");
                    match inputs {
                        Some(inputs) => {
                            if let Some(input) = inputs.get(name.as_str()) {
                                self.input(input, value, path);
                            }
                        }
                        // A scalar that is an object: its texts are texts as well.
                        None => self.value(ty, value, path),
                    }
                }
            }
            Value::String(text) => self.faults.extend(fault(ty, text, path)),
            _ => {}
        }
    }
}

fn fault(ty: &str, text: &str, path: String) -> Option<Fault> {
    match ty {
        "NaiveDate" => day_fault(read::<NaiveDate>(text)?, path),
        "NaiveDateTime" => day_fault(read::<NaiveDateTime>(text)?.date(), path),
        "DateTime" => day_fault(read::<DateTime<Utc>>(text)?.date_naive(), path),
        "Amount" => {
            let is_too_large = match text.parse::<Money>() {
                Ok(amount) => !amount.is_sane(),
                Err(fault) => fault == MoneyError::TooLarge,
            };
            let fault = || {
                let most = Money::MOST.to_danish();
                Fault::new(path, MoneyError::TooLarge.code()).with("most", most)
            };
            is_too_large.then(fault)
        }
        "String" | "TemplateDefinition" => {
            if !free_text::is_clean(text) {
                return Some(Fault::new(path, "BAD_TEXT"));
            }
            let is_long = text.chars().nth(MOST_CHARACTERS).is_some();
            is_long.then(|| Fault::new(path, "TOO_LONG").with("most", MOST_CHARACTERS))
        }
        _ => None,
    }
}

/// What is no such scalar at all is the library's to refuse.
fn read<T: ScalarType>(text: &str) -> Option<T> {
    T::parse(Value::String(text.to_owned())).ok()
}

fn day_fault(day: NaiveDate, path: String) -> Option<Fault> {
    let (first, last) = YEARS;
    (!is_in_reach(day)).then(|| {
        Fault::new(path, "OUT_OF_RANGE")
            .with("least", format!("{first}-01-01"))
            .with("most", format!("{last}-12-31"))
    })
}
