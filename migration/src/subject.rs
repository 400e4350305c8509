//! A step of the history: the tables and indexes of one subject, made on the way up and dropped on
//! the way down.

use sea_orm_migration::prelude::*;

pub(crate) struct Subject {
    /// Kept in the database for good: a step is never renamed.
    pub(crate) name: &'static str,
    /// In the order of reference: parents before children.
    pub(crate) tables: fn() -> Vec<TableCreateStatement>,
    pub(crate) indexes: fn() -> Vec<IndexCreateStatement>,
}

impl MigrationName for Subject {
    fn name(&self) -> &str {
        self.name
    }
}

#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is written with hidden lifetimes, and async_trait binds others differently"
)]
#[async_trait::async_trait]
impl MigrationTrait for Subject {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in (self.tables)() {
            manager.create_table(table).await?;
        }
        for index in (self.indexes)() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    /// The indexes go with their tables.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in (self.tables)().into_iter().rev() {
            if let Some(name) = table.get_table_name() {
                manager
                    .drop_table(Table::drop().table(name.clone()).take())
                    .await?;
            }
        }
        Ok(())
    }

    /// All of it or nothing, on SQLite too.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
