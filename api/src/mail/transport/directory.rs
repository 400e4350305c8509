//! Messages as `.eml` files: the default where there is no mail server.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use lettre::Message;
use tokio::fs;
use tokio::io::AsyncWriteExt;

use super::{Cause, SendFault, bare_id};

/// Writes one file a message, named by its Message-ID.
#[derive(Clone, Debug)]
pub struct Directory {
    folder: Arc<Path>,
    n_drafts: Arc<AtomicU64>,
}

impl Directory {
    /// A directory that need not exist yet.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder: folder.into(),
            n_drafts: Arc::default(),
        }
    }

    /// Where the files lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) async fn send(&self, message: &Message) -> Result<(), SendFault> {
        let id = bare_id(message).ok_or(SendFault::Permanent(Cause::MessageId))?;
        let name = file_name(&id);
        self.write(&name, &message.formatted())
            .await
            .map_err(|fault| SendFault::Retry(Cause::File(fault.kind())))
    }

    /// A file that is there is a message that was sent: it stays as it is. A reader sees a whole
    /// file or none, because it appears under its name only when it is written.
    async fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.folder.join(format!("{name}.eml"));
        if fs::try_exists(&path).await? {
            return Ok(());
        }
        crate::folder::create(&self.folder)?;
        let number = self.n_drafts.fetch_add(1, Ordering::Relaxed);
        let draft = self
            .folder
            .join(format!(".{name}.{}-{number}.draft", std::process::id()));
        let written = write_and_rename(&draft, &path, bytes).await;
        if written.is_err() {
            // The fault that matters is the first one; a draft left behind is hidden and harmless.
            drop(fs::remove_file(&draft).await);
        }
        written
    }
}

async fn write_and_rename(draft: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(draft).await?;
    file.write_all(bytes).await?;
    file.sync_all().await?;
    fs::rename(draft, path).await
}

/// The id as a file name: what could lead out of the folder or trouble a file system becomes `_`.
fn file_name(id: &str) -> String {
    let is_fit = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_' | '@');
    let name: String = id
        .chars()
        .map(|it| if is_fit(it) { it } else { '_' })
        .collect();
    name.trim_start_matches('.').to_owned()
}
