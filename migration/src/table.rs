//! The words in which the migrations are written: tables, references, rules and indexes.

use sea_orm_migration::prelude::*;

pub(crate) fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).take()
}

/// A primary key of several columns.
pub(crate) fn key<const N: usize>(columns: [&'static str; N]) -> IndexCreateStatement {
    let mut key = Index::create();
    for column in columns {
        key.col(column);
    }
    key.take()
}

/// A row that names another, which cannot be deleted as long as it is named. NO ACTION refuses what
/// RESTRICT refuses, but by the error code of a foreign key on both databases; SQLite and newer
/// PostgreSQL report RESTRICT by codes of their own.
pub(crate) fn reference(column: &'static str, parent: &'static str) -> ForeignKeyCreateStatement {
    foreign_key(column, parent, ForeignKeyAction::NoAction)
}

/// A row that is nothing but a part of another, and goes with it.
pub(crate) fn part(column: &'static str, parent: &'static str) -> ForeignKeyCreateStatement {
    foreign_key(column, parent, ForeignKeyAction::Cascade)
}

fn foreign_key(
    column: &'static str,
    parent: &'static str,
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from_col(column)
        .to_tbl(parent)
        .to_col("id")
        .on_delete(on_delete)
        .take()
}

/// The column holds one of these codes.
pub(crate) fn codes(table: &str, column: &'static str, codes: &[&'static str]) -> Check {
    Check::named(
        format!("ck_{table}_{column}"),
        Expr::col(column).is_in(codes.iter().copied()),
    )
}

/// What must hold for every row, as SQL that both databases read alike. An absent value breaks no
/// rule: a check that comes out as NULL passes.
pub(crate) fn rule(table: &str, name: &str, condition: &'static str) -> Check {
    Check::named(format!("ck_{table}_{name}"), Expr::cust(condition))
}

pub(crate) fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    over(table, columns)
        .name(format!("ix_{table}_{}", columns.join("_")))
        .take()
}

pub(crate) fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    over(table, columns)
        .name(format!("uq_{table}_{}", columns.join("_")))
        .unique()
        .take()
}

/// An index over the rows for which the condition holds.
pub(crate) fn index_where(
    table: &'static str,
    name: &str,
    columns: &[&'static str],
    condition: &'static str,
) -> IndexCreateStatement {
    over(table, columns)
        .name(format!("ix_{table}_{name}"))
        .and_where(Expr::cust(condition))
        .take()
}

/// At most one row, among those for which the condition holds.
pub(crate) fn unique_where(
    table: &'static str,
    name: &str,
    columns: &[&'static str],
    condition: &'static str,
) -> IndexCreateStatement {
    over(table, columns)
        .name(format!("uq_{table}_{name}"))
        .unique()
        .and_where(Expr::cust(condition))
        .take()
}

fn over(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.table(table);
    for column in columns {
        index.col(*column);
    }
    index.take()
}
