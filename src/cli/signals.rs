//! How a program that runs on is told to end.

use crate::base::error::Error;
use crate::watch::Stopper;

/// Calls `stopper` when the user or the system asks the program to end.
///
/// # Errors
/// When the system will not say.
pub fn stop_when_asked(stopper: Stopper) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
    let runtime = runtime.map_err(|error| Error::Other(format!("signals cannot be waited for: {error}")))?;
    std::thread::spawn(move || {
        runtime.block_on(asked());
        stopper.stop();
    });
    Ok(())
}

/// Ready when Ctrl-C is pressed, or the process is told to end.
#[cfg(unix)]
async fn asked() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        },
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

/// Ready when Ctrl-C is pressed.
#[cfg(not(unix))]
async fn asked() {
    drop(tokio::signal::ctrl_c().await);
}
