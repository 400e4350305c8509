//! Folders for what the program keeps: only their owner enters them.

use std::io;
use std::path::Path;

/// Makes a folder and those above it, where they are missing. What is made is closed to others:
/// the database holds people, and mails hold their addresses.
///
/// # Errors
/// What the file system says.
pub fn create(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_is_made_is_closed_to_others() {
        let base = tempfile::tempdir().unwrap();
        let path = base.path().join("data/mails");
        super::create(&path).unwrap();
        super::create(&path).unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
