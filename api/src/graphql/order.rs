//! Puts the fields of an answer in the order in which they were asked for (GraphQL specification,
//! 7.2.2): the library answers them in the order in which they were ready.

use std::collections::HashMap;

use async_graphql::parser::types::{
    ExecutableDocument, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Value};

/// What was asked for, under the names of the answer, in order.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    names: Vec<Name>,
    below: HashMap<Name, Asked>,
}

impl Asked {
    /// What an operation asks for. The document is small, and validated before it is answered: a
    /// circle of fragments ends where it comes round.
    #[must_use]
    pub fn of(document: &ExecutableDocument, operation: &OperationDefinition) -> Self {
        let mut asked = Self::default();
        asked.add(document, &operation.selection_set.node, &mut Vec::new());
        asked
    }

    fn add<'a>(
        &mut self,
        document: &'a ExecutableDocument,
        set: &'a SelectionSet,
        inside: &mut Vec<&'a Name>,
    ) {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => {
                    let name = &field.node.response_key().node;
                    if !self.below.contains_key(name) {
                        self.names.push(name.clone());
                    }
                    let below = self.below.entry(name.clone()).or_default();
                    below.add(document, &field.node.selection_set.node, inside);
                }
                Selection::InlineFragment(inline) => {
                    self.add(document, &inline.node.selection_set.node, inside);
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    let Some(fragment) = document.fragments.get(name) else {
                        continue;
                    };
                    if inside.contains(&name) {
                        continue;
                    }
                    inside.push(name);
                    self.add(document, &fragment.node.selection_set.node, inside);
                    inside.pop();
                }
            }
        }
    }

    /// Orders `answer` and all below it.
    pub fn order(&self, answer: &mut Value) {
        match answer {
            Value::List(list) => list.iter_mut().for_each(|one| self.order(one)),
            Value::Object(fields) if !self.names.is_empty() => {
                let at = |name: &Name| self.names.iter().position(|one| one == name);
                fields.sort_by(|a, _, b, _| at(a).cmp(&at(b)));
                for (name, value) in fields {
                    if let Some(below) = self.below.get(name) {
                        below.order(value);
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use serde_json::json;

    use super::*;

    #[test]
    fn an_answer_is_ordered_as_it_was_asked_for() {
        let text = "{ b { y ...Rest x } a: c ...Rest } fragment Rest on Query { z a: c }";
        let document = parse_query(text).unwrap();
        let (_, operation) = document.operations.iter().next().unwrap();
        let asked = Asked::of(&document, &operation.node);
        let mut answer = Value::from_json(json!({
            "z": 1, "a": { "free": 2, "form": 1 },
            "b": [{ "x": 1, "z": 2, "y": 3, "a": 4 }]
        }))
        .unwrap();
        asked.order(&mut answer);
        let expected = r#"{"b":[{"y":3,"z":2,"a":4,"x":1}],"a":{"form":1,"free":2},"z":1}"#;
        assert_eq!(serde_json::to_string(&answer).unwrap(), expected);
    }
}
