//! The stages of a build, over an invented site in memory: parse, assemble, plan, render, the whole river,
//! and the river once more after an edit. `cargo bench --bench river`.

use std::sync::Arc;

use briefer::assemble::{Moment, assemble};
use briefer::base::path::SourcePath;
use briefer::base::world::{MemoryWorld, World};
use briefer::build::{Discard, Request, build};
use briefer::config::{self, Overrides};
use briefer::discover::discover;
use briefer::memo::Memory;
use briefer::model::config::Config;
use briefer::model::edition::Edition;
use briefer::model::inventory::Inventory;
use briefer::model::theme::Theme;
use briefer::parse::{Settings, parse};
use briefer::plan::{Common, plan};
use briefer::render::{Renderer, Templates};
use briefer::serve::outputs::{MemorySink, Served};
use briefer::theme;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

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

fn render(edition: &Edition, config: &Config, inventory: &Inventory, theme: &Theme) -> usize {
    let (templates, _) = Templates::load(theme, config);
    let (plan, shape, _) = plan(edition, config, inventory, &[], Common::default());
    let renderer = Renderer::new(&templates, theme, config, &shape);
    let mut buffer = Vec::new();
    let mut bytes = 0;
    for job in &plan.jobs {
        renderer.render(job, &mut buffer).expect("the theme's templates render");
        bytes += buffer.len();
    }
    bytes
}

/// A site that is built again and again, as `serve` does.
struct Preview {
    memory: Memory,
    served: Arc<Served>,
}

impl Default for Preview {
    fn default() -> Self {
        Self { memory: Memory::default(), served: Arc::new(Served::empty()) }
    }
}

impl Preview {
    fn build(&mut self, world: &MemoryWorld) {
        let mut sink = MemorySink::over(Arc::clone(&self.served));
        build(world, &Request::default(), &mut self.memory, &mut sink).expect("memory can be read");
        self.served = Arc::new(sink.finish("/").expect("a whole build"));
    }
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
    let (theme, _) = theme::load(&world, &inventory, &config, &source, &config::read_theme);
    group.bench_function("plan and render", |bencher| {
        // A new edition each time: what lists show of a card is rendered once and kept in it.
        let edition = || assemble(&documents, &inventory, &config, moment, true, &mut Memory::default()).edition;
        bencher.iter_batched(edition, |edition| render(&edition, &config, &inventory, &theme), BatchSize::PerIteration);
    });
    group.bench_function("whole build in memory", |bencher| {
        bencher.iter(|| build(&world, &Request::default(), &mut Memory::default(), &mut Discard));
    });
    for (name, from, to) in [
        ("again after an edit of a body", "## What is next", "## What comes"),
        ("again after an edit of a title", "title: Briefing number", "title: Brief number"),
    ] {
        let mut edited = site();
        let path = SourcePath::new("content/briefings/b500.md");
        let text = String::from_utf8(edited.read(&path, 1 << 20).expect("a file of the site")).expect("text");
        edited.write(path.as_str(), text.replace(from, to));
        let mut preview = Preview::default();
        preview.build(&world);
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                preview.build(&edited);
                preview.build(&world);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
