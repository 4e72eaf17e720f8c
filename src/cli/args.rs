//! What may be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::base::diag::render::Format;

/// Turns a folder of Markdown briefings into a site with indexes by tag, actor, storyline and
/// date.
#[derive(Debug, Parser)]
#[command(
    name = "briefer",
    version,
    max_term_width = 100,
    after_help = "A first site:\n  briefer init my-site && cd my-site && briefer serve\n\n\
                  Exit codes: 0 fine; 1 the site has errors; 2 wrong usage; 3 the machine failed."
)]
pub struct Cli {
    /// Flags of every verb.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// Flags of every verb, accepted before and after it.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// The site, or a folder inside of it [default: the current folder]
    #[arg(long, global = true, value_name = "DIR", help_heading = "Global options")]
    pub root: Option<PathBuf>,
    /// How diagnostics are written
    #[arg(long, global = true, value_enum, default_value = "human", help_heading = "Global options")]
    pub format: FormatArg,
    /// Take warnings as errors
    #[arg(long, global = true, value_name = "WHAT", help_heading = "Global options")]
    pub deny: Option<Deny>,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value = "auto", help_heading = "Global options")]
    pub color: Color,
    /// Say nothing but what is wrong
    #[arg(long, short, global = true, help_heading = "Global options")]
    pub quiet: bool,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// With the lines they are about
    Human,
    /// A line each
    Short,
    /// A JSON object a line
    Json,
    /// Annotations for GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Human => Format::Human,
            FormatArg::Short => Format::Short,
            FormatArg::Json => Format::Json,
            FormatArg::Github => Format::Github,
            FormatArg::Sarif => Format::Sarif,
        }
    }
}

/// What `--deny` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings stop the build
    Warnings,
}

/// When colour is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Start a new site
    Init(Init),
    /// Add a briefing, actor, tag, dossier or page
    New(New),
    /// Build the site into a folder
    Build(Build),
    /// Look for mistakes without building
    Check(Check),
    /// Look for names that could be linked, registered or dropped
    Suggest(Suggest),
    /// Show the site in the browser while it is written
    Serve(Serve),
    /// Build the site into a folder whenever it changes
    Watch(Watch),
    /// List what there is, what is held back and why
    List(List),
    /// List the next instants at which the site would be another
    Due(Due),
    /// Remove what Briefer wrote
    Clean(Clean),
    /// Explain a diagnostic, or list them all
    Explain(Explain),
    /// Work with themes
    Theme(Theme),
    /// Print or write JSON Schemas of front matter and settings, for editors
    Schema(Schema),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// `briefer init`
#[derive(Debug, Args)]
pub struct Init {
    /// Where; it is made if it does not exist
    pub dir: PathBuf,
    /// The theme
    #[arg(long, default_value = "record")]
    pub theme: String,
    /// Ask nothing
    #[arg(long, short)]
    pub yes: bool,
}

/// `briefer new`
#[derive(Debug, Args)]
pub struct New {
    /// What kind
    #[command(subcommand)]
    pub what: NewWhat,
}

/// What `briefer new` makes.
#[derive(Debug, Subcommand)]
pub enum NewWhat {
    /// A briefing
    Briefing {
        /// Its headline
        title: String,
        /// Its date [default: today]
        #[arg(long)]
        date: Option<String>,
        /// Its id, the file's name [default: made of the title]
        #[arg(long)]
        id: Option<String>,
    },
    /// An actor: a person, organization, state, ...
    Actor {
        /// Its name
        name: String,
        /// person, organization, state, bloc, group or other
        #[arg(long, default_value = "person")]
        kind: String,
        /// Its id, the file's name [default: made of the name]
        #[arg(long)]
        id: Option<String>,
    },
    /// A tag
    Tag {
        /// Its label
        label: String,
        /// Its id, the file's name [default: made of the label]
        #[arg(long)]
        id: Option<String>,
    },
    /// A dossier, which is a storyline
    Dossier {
        /// Its title
        title: String,
        /// Its id, the file's name [default: made of the title]
        #[arg(long)]
        id: Option<String>,
    },
    /// A page: about, policies, ...
    Page {
        /// Its title
        title: String,
        /// Its id, the file's name [default: made of the title]
        #[arg(long)]
        id: Option<String>,
    },
}

/// What every verb that looks at the whole site takes.
#[derive(Debug, Clone, Args)]
pub struct Sight {
    /// The address that the site will have
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Show what is not public, too, each with a banner
    #[arg(long)]
    pub drafts: bool,
    /// The instant to build for, such as 2025-08-07T06:00:00Z [default: SOURCE_DATE_EPOCH, else now]
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

/// `briefer build`
#[derive(Debug, Args)]
pub struct Build {
    /// The output folder
    #[arg(long, short, value_name = "DIR", default_value = "public")]
    pub output: PathBuf,
    /// What is built.
    #[command(flatten)]
    pub sight: Sight,
    /// Fail if the public briefings are not exactly those whose ids FILE lists, one a line
    #[arg(long, value_name = "FILE")]
    pub expect_public: Option<PathBuf>,
    /// Show how long each stage took
    #[arg(long)]
    pub timings: bool,
    /// Show which outputs were rendered again
    #[arg(long)]
    pub explain: bool,
}

/// `briefer check`
#[derive(Debug, Args)]
pub struct Check {
    /// Look at the instants to come, too: at embargoes that end, at what expires
    #[arg(long)]
    pub ahead: bool,
    /// What is checked.
    #[command(flatten)]
    pub sight: Sight,
}

/// `briefer suggest`
#[derive(Debug, Args)]
pub struct Suggest {
    /// Write the links that are certain, and nothing else
    #[arg(long)]
    pub fix: bool,
    /// The instant to look at [default: SOURCE_DATE_EPOCH, else now]
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

/// `briefer serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// The port [default: 1111, or the next free one]
    #[arg(long, short)]
    pub port: Option<u16>,
    /// The address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub host: std::net::IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    /// Show what is not public, too, each with a banner
    #[arg(long)]
    pub drafts: bool,
    /// The instant to build for [default: SOURCE_DATE_EPOCH, else now]
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// Let the browser go to the page whose file was changed
    #[arg(long)]
    pub follow: bool,
    /// How changes are watched and shown.
    #[command(flatten)]
    pub turns: Turns,
}

/// `briefer watch`
#[derive(Debug, Args)]
pub struct Watch {
    /// The output folder
    #[arg(long, short, value_name = "DIR", default_value = "public")]
    pub output: PathBuf,
    /// What is built.
    #[command(flatten)]
    pub sight: Sight,
    /// How changes are watched and shown.
    #[command(flatten)]
    pub turns: Turns,
}

/// What every verb that builds again and again takes.
#[derive(Debug, Clone, Copy, Args)]
pub struct Turns {
    /// Look for changes again and again instead of waiting to be told
    #[arg(long)]
    pub poll: bool,
    /// Show why each output was rendered again
    #[arg(long)]
    pub explain: bool,
    /// Show how long each stage took
    #[arg(long)]
    pub timings: bool,
}

/// `briefer list`
#[derive(Debug, Args)]
pub struct List {
    /// The instant to look at [default: SOURCE_DATE_EPOCH, else now]
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

/// `briefer due`
#[derive(Debug, Args)]
pub struct Due {
    /// The instant to begin after [default: SOURCE_DATE_EPOCH, else now]
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// How many instants
    #[arg(long, value_name = "NUMBER", default_value = "10")]
    pub limit: usize,
}

/// `briefer clean`
#[derive(Debug, Args)]
pub struct Clean {
    /// The output folder
    #[arg(long, short, value_name = "DIR", default_value = "public")]
    pub output: PathBuf,
}

/// `briefer explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// The code, such as `unknown-key`; without it all codes are listed
    pub code: Option<String>,
}

/// `briefer schema`
#[derive(Debug, Args)]
pub struct Schema {
    /// Of what [default: all, named; with `--output`, written]
    #[arg(value_enum)]
    pub kind: Option<SchemaKind>,
    /// Write into this folder, a file for each
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// Front matter of `content/briefings`
    Briefing,
    /// Front matter of `content/actors`
    Actor,
    /// Front matter of `content/tags`
    Tag,
    /// Front matter of `content/dossiers`
    Dossier,
    /// Front matter of `content/pages` and `content/index.md`
    Page,
    /// `site.toml`
    Site,
    /// `theme.toml`
    Theme,
}

/// `briefer theme`
#[derive(Debug, Args)]
pub struct Theme {
    /// What to do
    #[command(subcommand)]
    pub what: ThemeWhat,
}

/// What `briefer theme` does.
#[derive(Debug, Subcommand)]
pub enum ThemeWhat {
    /// List the themes that there are
    List,
    /// Write the files of an embedded theme into `themes/`, to be changed
    Eject {
        /// Which theme
        #[arg(default_value = "record")]
        name: String,
    },
}

/// `briefer completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// For which shell
    pub shell: clap_complete::Shell,
}
