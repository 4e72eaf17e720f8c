//! The one table of diagnostic codes: name, gravity, what it means and how to mend it.
//!
//! `briefer explain CODE` prints an entry; `docs/diagnostics.md` is made of the same table; a
//! test asserts the whole text of each.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Severity;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $title:literal $explanation:literal)*) => {
        /// A known mistake.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $title] #[serde(rename = $name)] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// Its name, kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How grave it is unless `[lints]` says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What it is, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Code::$variant => $title,)* }
            }

            /// What it means and how to mend it, in Markdown.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$variant => $explanation,)* }
            }
        }
    };
}

codes! {
    // ---- files
    Unreadable "unreadable" Error "a file or folder cannot be read"
        "Briefer could not open or list something inside the site. Check its permissions. A folder that cannot be listed is never treated as empty, because pages would silently disappear."
    NotUtf8 "not-utf8" Error "a text file is not UTF-8"
        "Content, templates and settings are read as UTF-8. Save the file as UTF-8 (most editors call it so in their save dialogue)."
    FileTooLarge "file-too-large" Error "a file is larger than Briefer reads"
        "Text files are limited to 8 MiB and front matter to 64 KiB, so that a stray file cannot stall a build. Split the file, or keep large material as an asset beside the briefing."
    NotAFile "not-a-file" Error "a symbolic link, pipe or device is in the site"
        "Briefer reads regular files only. A symbolic link could publish something from outside of the site, a pipe could stall the build. Put the file itself in the place of the link."
    MisplacedFile "misplaced-file" Error "a file has no meaning where it is"
        "Markdown belongs below `content/briefings`, `content/actors`, `content/tags`, `content/dossiers` or `content/pages`, or is `content/index.md`. Elsewhere `index.md` would be the page of its folder; here a file is known by its own name. Move or rename the file, so that it is not silently left out."

    // ---- front matter and settings
    MissingFrontMatter "missing-front-matter" Error "a Markdown file does not start with front matter"
        "Every content file starts with a line `---`, its fields in YAML, and another line `---`. Briefings need at least `title`, `date` and `summary`."
    UnclosedFrontMatter "unclosed-front-matter" Error "the front matter has no closing line"
        "The line `---` that ends the front matter is missing. Add it after the last field."
    YamlSyntax "yaml-syntax" Error "the front matter is not valid YAML"
        "Often a text that contains `: ` or starts with a quotation mark, `[`, `{`, `@` or `*`: put it between double quotes."
    TomlSyntax "toml-syntax" Error "a settings file is not valid TOML"
        "`site.toml` and `theme.toml` are TOML 1.0. Texts need quotation marks; keys after a `[table]` line belong to that table."
    UnknownKey "unknown-key" Error "a key that Briefer does not know"
        "A misspelt key would otherwise be dropped without a word, and a draft might be published. Correct the spelling, or put fields of your own under `extra:`."
    DuplicateKey "duplicate-key" Error "a key stands twice"
        "YAML would keep one of the two without saying which. Remove one."
    InvalidValue "invalid-value" Error "a value is not of the kind that its key wants"
        "The message says what was expected. Dates are written `2025-08-07`; date-times as in RFC 3339."
    MissingField "missing-field" Error "a required field is missing"
        "The message names the field. Briefings need `title`, `date` and `summary`; actors `name` and `kind`; tags `label`; dossiers `title`."
    ControlCharacter "control-character" Error "a text contains a control character"
        "Control characters and invisible direction marks break feeds and can make a text look different from what it says. Remove the character."
    TextAsComment "text-as-comment" Warning "the rest of a text is taken for a comment"
        "` #` begins a comment in YAML, and the text ends before it: of `summary: The issue #5 is out.` only `The issue` would be published. Put the text between double quotes. A comment of your own has a space after the sign."
    ItemAsText "item-as-text" Warning "an item of a list is taken for a part of the text above it"
        "In YAML a line that is indented further than the text above it goes on with that text, also where it begins with a hyphen: two tags would become one. Begin all items of a list in one column."
    UnknownLint "unknown-lint" Error "`[lints]` names a code that does not exist"
        "`briefer explain` lists all codes."

    // ---- identities
    InvalidId "invalid-id" Error "a file name cannot be an id"
        "The file stem is the identity of a briefing, actor, tag or dossier: lower-case letters and digits joined by single hyphens, such as `peace-talks`. It is a part of an address, and must not be the name of a device on Windows, such as `aux`. Rename the file."
    DuplicateId "duplicate-id" Error "two files have the same id"
        "Ids are file stems and must be unique among the briefings, the actors, the tags, the dossiers, wherever the files are. Rename one."
    AliasClash "alias-clash" Error "a name or alias already belongs to somebody else"
        "An alias that is another's name or id would make every use of it wrong for one of the two. Remove it, or move it to `weak_aliases`."
    SharedAlias "shared-alias" Warning "two actors share an alias"
        "The alias counts as weak for both: it links only where it is written `[[...]]` or where one of them is among the briefing's `actors`. Move it to `weak_aliases` to say that you know."
    TagClash "tag-clash" Error "two tags differ only in case, accents or hyphens"
        "They are one tag, and can have one file. Merge them, or set `merged_into` in one."
    TagSpelling "tag-spelling" Warning "a tag is spelt in two ways"
        "Both spellings count as one tag. Use one of them, or register the tag under `content/tags` with a `label`."
    UnregisteredActor "unregistered-actor" Warning "an actor is used but not registered"
        "It gets a plain page. Register it with `briefer new actor`, or correct the spelling."
    AvoidedSpelling "avoided-spelling" Warning "a spelling that the house does not use"
        "An actor lists it under `avoid`. Write the name as the house does. Bodies, titles, summaries and the other fields with prose of the house's own are looked at, not statements and sources; quotations, links, headings in bodies and code keep their words."
    AmbiguousActor "ambiguous-actor" Error "a name stands for more than one actor"
        "Nothing is guessed. Write the id of the one that is meant."
    UnknownDossier "unknown-dossier" Error "a dossier that does not exist"
        "A storyline is registered under `content/dossiers`. Create it with `briefer new dossier`, or correct the id."
    UnknownBriefing "unknown-briefing" Error "a briefing that does not exist"
        "`supersedes` takes the id (file stem) of another briefing."
    SupersededTwice "superseded-twice" Warning "two briefings supersede the same one"
        "A briefing is replaced by one other, and names the newest that says so. Let the newest supersede the one before it, which supersedes the first."
    SupersedesCircle "supersedes-circle" Error "briefings supersede each other in a circle"
        "Then none of them is the newest. Let each supersede the one before it, and the first none."
    SameTitle "same-title" Warning "two briefings of one date have the same title"
        "One is probably a copy that was forgotten, and readers could not tell the two apart. Remove it, or say in the titles how they differ. Different numbers do, and so does `supersedes`; what is unlisted, superseded or retracted is not compared."
    NumberClash "number-clash" Warning "two briefings of a dossier have the same number"
        "Issue numbers count the briefings of a storyline. Give one of them another."
    MergedInto "merged-into" Error "`merged_into` leads nowhere"
        "It must name another registered id of the same kind, and must not lead back to itself."

    // ---- suggestions
    WeakMention "weak-mention" Suggestion "a weak alias that is not linked"
        "`briefer suggest` alone says this. The words are in an actor's `weak_aliases`, and the briefing is not about the actor, so that they count for nobody. Where they mean the actor, write the link that the hint shows; where they do not, leave them. A link with these words anywhere in the text settles them for the briefing. `--fix` writes the link where it is certain: no other actor goes by the words, they are a part of the actor's full name, and the briefing named the actor before, in its text or in its fields."
    AmbiguousMention "ambiguous-mention" Suggestion "a name that may mean several actors is not linked"
        "`briefer suggest` alone says this. Several actors go by these words, and not exactly one of them is among the briefing's `actors`, so that they count for nobody. Write the link to the one that is meant; a link with these words anywhere in the text settles them for the briefing. `--fix` never chooses."
    UnknownName "unknown-name" Suggestion "a name in several briefings that no actor goes by"
        "`briefer suggest` alone says this. Capitalised words stand in two or more briefings as a name does, and are no name of an actor, tag, dossier, place, author or publisher that the site knows. Register the actor with `briefer new actor`, or add the spelling to the `aliases` of the one that is meant."
    UnusedAlias "unused-alias" Suggestion "an alias that no briefing uses"
        "`briefer suggest` alone says this. No briefing, public or held back, has the alias in its text, in a link or in a field, and no link elsewhere needs it. Remove it, unless it stands there for readers, who see it on the actor's page, or for briefings to come."

    // ---- time
    OverlappingRoles "overlapping-roles" Warning "an actor holds the same role twice at once"
        "Two of its `roles` have the same `title` and the same `of`, and their dates overlap. Correct `from` or `until`, or make one role of them. One that ends on the day, month or year in which the next begins does not overlap it."
    NoRoleThen "no-role-then" Warning "none of an actor's roles covers a briefing's date"
        "The actor is among the briefing's `actors`, all of its `roles` have dates, and none covers the briefing's `as_of` (or `date`), so that none is shown. Add the role held then to the actor's file, or give the entry in the briefing a `role`."
    RelativeDate "relative-date" Warning "a date that depends on the day it is read"
        "A week later \"Wednesday\" is another day. The message says which date the words mean as of the briefing's `as_of` (or `date`): a weekday alone is the latest one up to that day, weeks begin on Monday. Write the date behind the words, `[Wednesday]{2025-08-06}`, or into the sentence. Only bodies in English are looked at; quotations, links, headings and code keep their words."
    WrongWeekday "wrong-weekday" Warning "a date behind words is another day of the week"
        "`[Wednesday]{2025-01-02}` says a date that is a Thursday. Correct the date or the word. Only words that are a weekday alone, or with `on`, `last`, `this` or `next` before it, are looked at, in the site's language."
    OverdueEvent "overdue-event" Warning "an event's date has passed, and nothing says what came of it"
        "It was scheduled, its day is over, and the newest briefing that names it still says `scheduled` or `tentative`. Say what came of it in a newer briefing, under the same `id`: `held`, `passed`, `postponed` or `cancelled`. Until then it is shown as overdue."

    // ---- links
    UnknownLink "unknown-link" Error "a `[[...]]` link that nothing answers to"
        "`[[id]]`, `[[alias]]` and `[[id|words]]` link to actors and briefings; `[[tag:id]]`, `[[dossier:id]]`, `[[actor:id]]` and `[[briefing:id]]` say which."
    AmbiguousLink "ambiguous-link" Error "a `[[...]]` link that several things answer to"
        "Nothing is guessed. Write the id, or say which with `[[actor:...]]` or `[[briefing:...]]`."
    BrokenLink "broken-link" Error "a link to a page or file that does not exist"
        "Links inside of the site must lead somewhere. Relative links to Markdown files lead to their pages, links that start with `/` to addresses of the site. Folders below the same address that another program serves stand under `elsewhere` in `site.toml`."
    BrokenFragment "broken-fragment" Error "a link to a place that the page does not have"
        "The part after `#` must be an id on the page: of a heading, a source, an event."
    WithheldLink "withheld-link" Error "a link to something that is not public"
        "A public page cannot link to what is held back, because the link would be broken and would tell of it. Remove the link, or publish both together."
    ForbiddenUrl "forbidden-url" Error "a link with a scheme that is not allowed"
        "Links may use http, https, mailto and tel, or be relative."
    UnknownSource "unknown-source" Error "a citation of a source that is not listed"
        "`[@id]` cites an entry of `sources` in the same file. Add the source with that `id`, or correct the spelling."
    DuplicateSource "duplicate-source" Error "two sources or events of a file have the same id or anchor"
        "Ids are what citations and links point at. Give one of them another. The anchor of an id is spelled in Latin letters, so that `київ` and `kiyiv` share one; the anchor of a source or event without an id is its number, so that the second has that of `id: 2`."
    UnknownFootnote "unknown-footnote" Warning "a footnote without a text"
        "`[^x]` needs a line `[^x]: text` in the same file."
    UnusedFootnote "unused-footnote" Warning "a footnote that nothing refers to"
        "A line `[^x]: text` shows only where `[^x]` stands in the text; without it the note is left out. Refer to it, or remove it."
    UnclosedComment "unclosed-comment" Error "a comment without an end"
        "`%%` and `<!--` begin a comment, which ends at the next `%%` or `-->`. Without an end it would hide the rest of the text, or publish what was meant to be hidden. Close it, or write `\\%%` for two percent signs."
    UnknownAlert "unknown-alert" Warning "a mark that begins no alert"
        "A quotation whose first line is `[!NOTE]` and nothing else is an alert; the kinds are `NOTE`, `TIP`, `IMPORTANT`, `WARNING` and `CAUTION`, in any case. This one stays a quotation, and shows the mark. Put the words that follow it on the next line, or write `\\[!` if no alert is meant."
    MarkdownAsText "markdown-as-text" Warning "a mark of Markdown that is shown as it stands"
        "A link is written `[words](https://example.org/)`, without a space between the two and with the words between brackets; an address with spaces, or without words, stands between `<` and `>`; a heading has a space after its `##`; a table has a line such as `|---|---|` below its head. Write `\\[` or `\\##` where the signs themselves are meant."
    MergeConflict "merge-conflict" Error "two versions of a text that nobody has merged"
        "Version control could not merge two changes of a text, its fields, a settings file or a template, and left both between `<<<<<<<`, `=======` and `>>>>>>>`: all of it would be published. Keep what is right, and remove the three lines. An example of such a conflict stands in a code block."
    TemplateAsText "template-as-text" Warning "a mark of a template that is shown as it stands"
        "Shortcodes and variables of other generators, `{{< figure >}}`, `{{ name }}` or `{% include %}`, mean nothing in Markdown here. Write what they stand for; `\\{{` are the signs themselves, which may also stand in code."
    RawHtml "raw-html" Warning "HTML in Markdown is left out"
        "Raw HTML is off, because it can break the page and carry scripts. Use Markdown, or set `raw_html = true` under `[markdown]` in `site.toml`."
    MissingAlt "missing-alt" Warning "a picture without a text alternative"
        "Readers who cannot see the picture get its alternative text: `![what it shows](file.jpg)`."
    MissingAsset "missing-asset" Error "a file that is linked to is not there"
        "Files beside a briefing are its assets; a relative link must name one of them exactly, upper and lower case included."
    AssetType "asset-type" Error "a file of a kind that is not published"
        "Beside a briefing only pictures, documents, data, audio and video are published: editors' leftovers and programs never. Put anything else under `static/`."
    LocatedPicture "located-picture" Warning "a picture says where it was taken"
        "Telephones and cameras write the place into the file of a photograph (as Exif data), and whoever downloads it can read it: the home of a source, the position of a correspondent. Remove the place, or allow it with `located-picture = \"allow\"` under `[lints]`."

    // ---- visibility
    AboveMaxTlp "above-max-tlp" Warning "a briefing is marked above what this site may publish"
        "Its `tlp` is above `max_tlp` of `site.toml`. Take the file out of this site, correct the marking, or raise `max_tlp` if the site's readers are cleared for it."
    UnexpectedPublic "unexpected-public" Error "what would be public is not what was expected to be"
        "`--expect-public` of `briefer build` alone says this. The public briefings must be exactly those whose ids the file lists. Add the id if the briefing may be public, or hold it back with `draft`, `publish_at` or `expires`; take out the id of one that is not public, or correct it."
    HeldWords "held-words" Error "an output contains words of something held back"
        "The last check before publishing found the title of a briefing or page that is not public in an output. A template, a static file or a public text types it out: the message shows where, if it stands there as it is. Remove it there, or give what is held another title. Titles that a public name has in it are not looked for, nor those of briefings that have expired."

    // ---- outputs
    InvalidPath "invalid-path" Error "a path that cannot be published"
        "Slugs, aliases, ids and file names become addresses. They cannot leave the output folder, hide, or name what a common file system cannot hold."
    PathClash "path-clash" Error "two things have the same address"
        "Addresses that differ only in upper and lower case or in Unicode form are one file on many systems. Change the slug, date or alias of one of them."

    // ---- themes and templates
    ThemeMissing "theme-missing" Error "a theme that cannot be found"
        "`theme` in `site.toml` names a folder below `themes/`, or one of the themes that come with Briefer."
    UnknownSetting "unknown-setting" Warning "a setting that no theme has"
        "The keys of `[theme_settings]` are those of `[settings]` in the `theme.toml` of the site's theme and of the themes that it extends. One that they do not have changes nothing, unless a template of the site reads it. The same holds for the keys of `[choices]`. Correct the spelling, or remove the line. Values for templates of your own can stand under `[extra]`, too."
    UnknownString "unknown-string" Warning "words that no theme has"
        "The keys of `[strings]` are those of the `theme.toml` of the themes on which the site stands; `briefer theme eject base` shows them all. One that they do not have changes nothing, and the page keeps the words that it had, unless a template of the site reads it. Correct the spelling, or remove the line."
    ThemeCycle "theme-cycle" Error "themes extend each other in a circle"
        "`extends` in `theme.toml` must lead to a theme that extends nothing."
    UnusedTemplate "unused-template" Warning "a template that nothing uses"
        "A file below `templates/` takes the place of the theme's template of that name; `docs/theming.md` lists the names. One of another name shows nowhere unless a template extends or includes it, or it holds components. Correct the name, or remove the file."
    TemplateSyntax "template-syntax" Error "a template cannot be read"
        "Templates are written in Tera 2. The message says what was expected at that place."
    TemplateFailed "template-failed" Error "a template failed while it rendered a page"
        "Often a field that this page does not have: write `a.b or \"\"`, or test it with `{% if a.b is defined %}`. `docs/theming.md` lists what every template may read."
    TemplateLimit "template-limit" Error "a template wrote more than a page may hold"
        "A page is limited to 16 MiB, so that a mistake in a template cannot fill the disk."
}

impl Code {
    /// The code of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Whether it is an error whatever `[lints]` says. Only a reference that leads nowhere can be
    /// taken lightly: it stays broken, or is left out, and all else is as it was written. Where something was not
    /// understood, nobody can say whether it may be published; what could not be written is not
    /// left out.
    pub fn stays_error(self) -> bool {
        let is_reference = matches!(
            self,
            Code::AmbiguousActor
                | Code::UnknownDossier
                | Code::UnknownBriefing
                | Code::UnknownLink
                | Code::AmbiguousLink
                | Code::BrokenLink
                | Code::BrokenFragment
                | Code::ForbiddenUrl
                | Code::UnknownSource
                | Code::MissingAsset
                | Code::AssetType
        );
        self.severity() == Severity::Error && !is_reference
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Code {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::from_name(name).ok_or(())
    }
}
