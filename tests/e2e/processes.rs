//! The processes of a browser, which is many: all of them are stopped in the same moment.

use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use crate::page::eventually;

const PATIENCE: Duration = Duration::from_secs(20);

/// What this process started, and what that did.
pub(crate) async fn started_by(ancestor: u32) -> Vec<u32> {
    let running = running().await;
    let mut family = vec![ancestor];
    let mut known = 0;
    while let Some(&parent) = family.get(known) {
        let children = running.iter().filter(|one| one.parent == parent);
        family.extend(children.map(|child| child.id));
        known += 1;
    }
    family.split_off(1)
}

/// Stops them without a chance to finish anything.
pub(crate) async fn kill(processes: &[u32]) {
    let killed = Command::new("kill")
        .arg("-KILL")
        .args(processes.iter().map(u32::to_string))
        // Some may have ended a moment before.
        .stderr(Stdio::null())
        .status();
    killed.await.expect("there is a program that kills");
}

/// Waits until none of them runs.
pub(crate) async fn have_ended(processes: &[u32]) {
    let look = || async {
        let running = running().await;
        let still = running.iter().find(|one| processes.contains(&one.id));
        still.map_or(Ok(()), |one| Err(one.id))
    };
    eventually("all processes of the browser have ended", PATIENCE, look).await;
}

struct Process {
    id: u32,
    parent: u32,
}

/// All of this machine, but for those that have ended and whose parent has not noticed.
async fn running() -> Vec<Process> {
    let listing = Command::new("ps")
        .args(["-e", "-o", "pid=,ppid=,stat="])
        .output();
    let listing = listing.await.expect("there is a program that lists them");
    let process = |line: &str| {
        let mut words = line.split_whitespace();
        let id = words.next()?.parse().ok()?;
        let parent = words.next()?.parse().ok()?;
        let has_ended = words.next()?.starts_with('Z');
        (!has_ended).then_some(Process { id, parent })
    };
    let text = String::from_utf8_lossy(&listing.stdout);
    text.lines().filter_map(process).collect()
}
