//! Looking at a site and writing its output, at the size of a large newsroom.
//!
//! Prints the best of several runs: CPU time of all threads and time on the clock. (Criterion
//! counts the clock only, which says little about work that is spread over cores.) The folders
//! lie in `BRIEFER_BENCH_DIR`, else in `/dev/shm`: what a disk itself costs is another question.
//! Run with `cargo bench --bench emit`; a word on the command line picks the lines that have it.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "benchmarks measure and print")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use briefer::base::path::SourcePath;
use briefer::base::world::{DiskWorld, World};

const BRIEFINGS: usize = 10_000;
const RUNS: usize = 7;

fn main() {
    let word = std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    let bench = Bench { word };
    world(&bench);
}

struct Bench {
    word: String,
}

impl Bench {
    /// Times `work` on what `prepare` makes anew for each run.
    fn time<T>(&self, name: &str, items: usize, mut prepare: impl FnMut() -> T, mut work: impl FnMut(T)) {
        if !name.contains(&self.word) {
            return;
        }
        let (mut cpu, mut clock) = (Duration::MAX, Duration::MAX);
        for _ in 0..RUNS {
            let subject = prepare();
            let (cpu_before, before) = (cpu_time(), Instant::now());
            work(subject);
            clock = clock.min(before.elapsed());
            cpu = cpu.min(cpu_time() - cpu_before);
        }
        let each = cpu.as_secs_f64() * 1e6 / items as f64;
        println!("{name:44} {:8.2} ms cpu {each:8.2} µs each {:8.2} ms", ms(cpu), ms(clock));
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[cfg(unix)]
fn cpu_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// The clock, where the system's CPU time is asked for in another way.
#[cfg(not(unix))]
fn cpu_time() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    START.elapsed()
}

fn scratch() -> tempfile::TempDir {
    let base = std::env::var_os("BRIEFER_BENCH_DIR").map_or_else(|| PathBuf::from("/dev/shm"), PathBuf::from);
    tempfile::Builder::new().prefix("briefer-bench-").tempdir_in(base).unwrap()
}

fn put(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn world(bench: &Bench) {
    let site = scratch();
    for n in 0..BRIEFINGS {
        let name = format!("content/briefings/{}/{:02}/a-briefing-about-{n}.md", 2016 + n / 1000, 1 + n % 12);
        put(&site.path().join(name), &[b'x'; 5500]);
    }
    let world = DiskWorld::open(site.path(), jiff::Timestamp::UNIX_EPOCH, jiff::Timestamp::MIN).unwrap();
    let roots = ["site.toml", "content", "static", "templates", "themes"];
    let paths: Vec<SourcePath> = world.list(&roots).unwrap().into_iter().map(|entry| entry.path).collect();
    assert_eq!(paths.len(), BRIEFINGS);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    bench.time("world: list", BRIEFINGS, || (), |()| drop(black_box(world.list(&roots).unwrap())));
    bench.time(
        "world: list, one thread",
        BRIEFINGS,
        || (),
        |()| {
            one.install(|| drop(black_box(world.list(&roots).unwrap())));
        },
    );
    let mut bytes = Vec::new();
    bench.time(
        "world: read",
        BRIEFINGS,
        || (),
        |()| {
            for path in &paths {
                world.read_into(path, 1 << 20, &mut bytes).unwrap();
                black_box(&bytes);
            }
        },
    );
    bench.time(
        "world: read with std, for comparison",
        BRIEFINGS,
        || (),
        |()| {
            for path in &paths {
                drop(black_box(std::fs::read(site.path().join(path.as_str())).unwrap()));
            }
        },
    );
}
