//! Tables of text, and medians.

/// A table with its header.
pub(crate) struct Table(String);

impl Table {
    pub(crate) fn new(columns: &[&str]) -> Self {
        let mut table = Self(String::new());
        table.row(columns);
        table.row(&vec!["---"; columns.len()]);
        table
    }

    pub(crate) fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        for cell in cells {
            self.0.push_str("| ");
            self.0.push_str(cell.as_ref());
            self.0.push(' ');
        }
        self.0.push_str("|\n");
    }

    pub(crate) fn text(self) -> String {
        self.0
    }
}

pub(crate) fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => sorted[n / 2],
        n => f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
    }
}

pub(crate) fn mean(numbers: &[f64]) -> f64 {
    let n = u32::try_from(numbers.len()).unwrap_or(1);
    numbers.iter().sum::<f64>() / f64::from(n.max(1))
}

pub(crate) fn most(numbers: &[f64]) -> f64 {
    numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

/// A number with so many places; what is not there is a dash.
pub(crate) fn places(number: f64, places: usize) -> String {
    if number.is_finite() {
        format!("{number:.places$}")
    } else {
        "–".to_owned()
    }
}
