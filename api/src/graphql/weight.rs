//! How big a document is once its fragments are written out, known before anything walks it:
//! fragments that name each other twice double at each step, and the library's own limits come
//! after it has walked them all.

use std::collections::HashMap;

use async_graphql::Name;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

/// What a complexity counts at most: enough to be refused, too little to overflow in any sum.
const MOST_COMPLEXITY: usize = 1_000_000;

/// A page, or a list of so many, of what costs `child` each.
pub(super) fn times(n: usize, child: usize) -> usize {
    n.saturating_mul(child).min(MOST_COMPLEXITY)
}

/// A page of `first` (50 by default, at most 200) of what costs `child` each.
pub(super) fn page(first: Option<i32>, child: usize) -> usize {
    let first = first.and_then(|first| usize::try_from(first).ok());
    times(first.unwrap_or(50).clamp(1, 200), child)
}

/// Whether the document comes to more than `most` selections, fragments written out.
#[must_use]
pub fn is_too_big(document: &ExecutableDocument, most: usize) -> bool {
    let mut written_out = WrittenOut {
        document,
        fragments: HashMap::new(),
    };
    let operations = document.operations.iter();
    let sum = operations.fold(0, |sum: usize, (_, operation)| {
        sum.saturating_add(written_out.count(&operation.node.selection_set.node))
    });
    let in_fragments = document.fragments.keys().fold(0, |sum: usize, name| {
        sum.saturating_add(written_out.fragment(name))
    });
    sum.max(in_fragments) > most
}

struct WrittenOut<'a> {
    document: &'a ExecutableDocument,
    /// What each fragment comes to; nothing while it is being counted, for a circle has no size
    /// and is refused by name later.
    fragments: HashMap<&'a Name, usize>,
}

impl<'a> WrittenOut<'a> {
    fn count(&mut self, set: &'a SelectionSet) -> usize {
        set.items.iter().fold(0, |sum: usize, item| {
            let below = match &item.node {
                Selection::Field(field) => self.count(&field.node.selection_set.node),
                Selection::InlineFragment(inline) => self.count(&inline.node.selection_set.node),
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node),
            };
            sum.saturating_add(1).saturating_add(below)
        })
    }

    fn fragment(&mut self, name: &Name) -> usize {
        let Some((name, fragment)) = self.document.fragments.get_key_value(name) else {
            return 0;
        };
        if let Some(known) = self.fragments.get(name) {
            return *known;
        }
        self.fragments.insert(name, 0);
        let count = self.count(&fragment.node.selection_set.node);
        self.fragments.insert(name, count);
        count
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use async_graphql::parser::parse_query;

    use super::*;

    fn doubling(steps: usize) -> String {
        let mut text = "{ ...F0 }".to_owned();
        for step in 0..steps {
            let next = step + 1;
            let _ = write!(
                text,
                " fragment F{step} on Query {{ ...F{next} ...F{next} }}"
            );
        }
        let _ = write!(text, " fragment F{steps} on Query {{ __typename }}");
        text
    }

    #[test]
    fn fragments_count_as_often_as_they_are_used() {
        assert!(!is_too_big(&parse_query(doubling(8)).unwrap(), 10_000));
        assert!(is_too_big(&parse_query(doubling(14)).unwrap(), 10_000));
        assert!(is_too_big(&parse_query(doubling(200)).unwrap(), 10_000));
    }

    #[test]
    fn a_circle_has_no_size() {
        let text = "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A ...A }";
        assert!(!is_too_big(&parse_query(text).unwrap(), 10_000));
    }

    #[test]
    fn a_complexity_never_overflows() {
        let mut cost = 1;
        for _ in 0..100 {
            cost = page(Some(i32::MAX), cost);
        }
        assert_eq!(cost, MOST_COMPLEXITY);
        assert_eq!(page(None, 1), 50);
        assert_eq!(page(Some(-5), 1), 50);
    }
}
