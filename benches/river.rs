//! The stages of a build, over an invented site in memory: parse, assemble, plan, and the whole
//! river with rendering. `cargo bench --bench river`.

use briefer::assemble::{Moment, assemble};
use briefer::base::path::SourcePath;
use briefer::base::world::{MemoryWorld, World};
use briefer::build::{Discard, Request, build};
use briefer::config::{self, Overrides};
use briefer::discover::discover;
use briefer::memo::Memory;
use briefer::parse::{Settings, parse};
use briefer::plan::{Common, plan};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const BRIEFINGS: usize = 1000;

fn site() -> MemoryWorld {
    let mut world = MemoryWorld::new("2026-01-01T00:00:00Z".parse().expect("an instant"));
    world.write(
        "site.toml",
        "title = \"Bench\"\nbase_url = \"https://example.org/\"\n[lints]\nunregistered-actor = \"allow\"\n",
    );
    for at in 0..BRIEFINGS {
        let (day, month) = (at % 28 + 1, at / 28 % 12 + 1);
        let paragraph = format!("Actor {} has *agreed* with Actor {} on [the text](b{}.md). ", at % 50, at % 7, at / 2);
        let body =
            format!("## What happened\n\n{}\n\n## What is next\n\n{}\n", paragraph.repeat(12), paragraph.repeat(12));
        let text = format!(
            "---\ntitle: Briefing number {at}\ndate: 2025-{month:02}-{day:02}\nsummary: A summary of *number* {at}.\n\
             tags: [Tag {}, Tag {}]\nactors: [Actor {}, Actor {}]\n---\n\n{body}",
            at % 20,
            at % 3,
            at % 50,
            at % 7,
        );
        world.write(&format!("content/briefings/b{at}.md"), text);
    }
    world
}

fn stages(criterion: &mut Criterion) {
    let world = site();
    let source = SourcePath::new("site.toml");
    let (config, _) = config::load(&world, &source, &Overrides::default());
    let (inventory, _) = discover(&world).expect("memory can be listed");
    let settings = Settings::default();
    let moment = Moment { now: world.now(), drafts: false };

    let mut group = criterion.benchmark_group("river");
    group.throughput(Throughput::Elements(BRIEFINGS as u64)).sample_size(20);
    group.bench_function("parse", |bencher| {
        bencher.iter(|| parse(&world, &inventory, &settings, &mut Memory::default()))
    });
    let (documents, _) = parse(&world, &inventory, &settings, &mut Memory::default());
    group.bench_function("assemble", |bencher| {
        bencher.iter(|| assemble(&documents, &inventory, &config, moment, true, &mut Memory::default()))
    });
    let edition = assemble(&documents, &inventory, &config, moment, true, &mut Memory::default()).edition;
    group.bench_function("plan", |bencher| {
        bencher.iter(|| plan(&edition, &config, &inventory, &[], Common::default()).0.jobs.len());
    });
    group.bench_function("whole build in memory", |bencher| {
        bencher.iter(|| build(&world, &Request::default(), &mut Memory::default(), &mut Discard));
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
