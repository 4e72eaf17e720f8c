//! Links and pictures: which addresses are allowed, and which wait for the rest of the site.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::LinkType;

use super::escape::{self, Form};
use super::writer::{Node, Writer};
use crate::base::diag::Code;
use crate::base::text::is_control;
use crate::model::html::HoleKind;

/// What an address is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination<'a> {
    /// Of another site or service: with a scheme that is allowed.
    Elsewhere(Cow<'a, str>),
    /// Of this site or page: without scheme and host.
    Here(Cow<'a, str>),
    /// Nothing but white space.
    Missing,
    /// `//host`, or another slash or backslash that browsers take for one.
    Foreign,
    /// With a scheme that is not allowed.
    Forbidden(String),
    /// `http:` or `https:` without a host.
    Hostless,
}

impl<'a> Destination<'a> {
    /// Judges an address, after entities and escapes were decoded. Control characters, which
    /// browsers overlook, are left out; for the judgement white space is too.
    pub(super) fn of(address: &'a str) -> Self {
        let address = match without(address, is_control) {
            Cow::Borrowed(address) => Cow::Borrowed(address.trim()),
            Cow::Owned(address) => Cow::Owned(address.trim().to_owned()),
        };
        let squeezed = without(&address, char::is_whitespace);
        let is_slash = |byte: u8| matches!(byte, b'/' | b'\\');
        let bytes = squeezed.as_bytes();
        if bytes.is_empty() {
            return Self::Missing;
        }
        if bytes.len() > 1 && is_slash(bytes[0]) && is_slash(bytes[1]) {
            return Self::Foreign;
        }
        // Without a colon before the first of these there is no scheme (RFC 3986, 4.2).
        let end = squeezed.find([':', '/', '?', '#', '\\']);
        let Some((scheme, rest)) = end.filter(|&end| bytes[end] == b':').map(|end| squeezed.split_at(end)) else {
            return Self::Here(address);
        };
        // A scheme with a space in it is none to a browser, but surely meant to be one.
        let is_whole = address.starts_with(scheme);
        let is = |name: &str| scheme.eq_ignore_ascii_case(name);
        if is("http") || is("https") {
            let host = rest.strip_prefix("://").filter(|rest| rest.starts_with(|c: char| !"/?#\\".contains(c)));
            return if host.is_some() && is_whole { Self::Elsewhere(address) } else { Self::Hostless };
        }
        if (is("mailto") || is("tel")) && rest.len() > 1 && is_whole {
            return Self::Elsewhere(address);
        }
        Self::Forbidden(scheme.chars().take(30).collect())
    }

    /// The same, but an address that begins with the `site`'s own is one of this site.
    fn seen_from(self, site: &str) -> Self {
        match self {
            Self::Elsewhere(url) => match path_below(site, &url) {
                Some(path) => Self::Here(Cow::Owned(path)),
                None => Self::Elsewhere(url),
            },
            other => other,
        }
    }
}

/// What `url` means on the site whose address is `site`, beginning with `/`. Scheme and host are
/// compared without regard to case (RFC 3986, 6.2.2.1), and `http` is the site, too.
fn path_below(site: &str, url: &str) -> Option<String> {
    let (_, own) = site.split_once("://")?;
    let (scheme, rest) = url.split_once("://")?;
    let host_end = own.find('/').unwrap_or(own.len());
    let (head, path) = rest.split_at_checked(own.len())?;
    let is_own = scheme.len() >= 4
        && scheme[..4].eq_ignore_ascii_case("http")
        && head.is_char_boundary(host_end)
        && head[..host_end].eq_ignore_ascii_case(&own[..host_end])
        && head[host_end..] == own[host_end..];
    match path.bytes().next() {
        _ if !is_own => None,
        None | Some(b'?' | b'#') => Some(format!("/{path}")),
        Some(b'/') => Some(path.to_owned()),
        Some(_) => None,
    }
}

fn without<'a>(text: &'a str, out: impl Fn(char) -> bool + Copy) -> Cow<'a, str> {
    if text.contains(out) { Cow::Owned(text.chars().filter(|&c| !out(c)).collect()) } else { Cow::Borrowed(text) }
}

impl<'a> Writer<'a, '_> {
    pub(super) fn start_link(&mut self, kind: LinkType, address: &str, title: &str, range: Range<usize>) {
        if self.links > 0 || self.pictures > 0 {
            return self.page.nodes.push(Node::Silent);
        }
        let address =
            if kind == LinkType::Email { Cow::Owned(format!("mailto:{address}")) } else { Cow::Borrowed(address) };
        let at = self.page.html.len();
        match Destination::of(&address).seen_from(&self.source.settings.site) {
            Destination::Elsewhere(url) => {
                // Paper shows the addresses of links, and need not show this one again.
                let bare = kind == LinkType::Autolink;
                self.page.html.push_str(if bare { "<a class=\"bare\" href=\"" } else { "<a href=\"" });
                escape::write_url(&mut self.page.html, &url);
            }
            Destination::Here(path) => {
                self.page.html.push_str("<a href=\"");
                self.hole(HoleKind::Href(path.into()), range.clone());
            }
            bad => {
                self.report_address("link", &bad, range);
                return self.page.nodes.push(Node::Silent);
            }
        }
        self.attribute("\" title=\"", title);
        self.page.html.push_str("\">");
        self.cut(at);
        self.links += 1;
        self.quiet += 1;
        self.page.nodes.push(Node::Link { at, text: self.page.html.len(), source: range });
    }

    pub(super) fn end_link(&mut self, at: usize, text: usize, source: Range<usize>) {
        self.links -= 1;
        self.quiet -= 1;
        if self.page.is_empty_since(text) {
            self.report(Code::BrokenLink, source, "a link without words", "write what it leads to between `[` and `]`");
            self.page.html.truncate(at);
            self.page.holes.pop_if(|hole| hole.at as usize > at);
            self.page.cuts.pop_if(|cut| cut.start == at);
            return;
        }
        let end = self.page.html.len();
        self.page.html.push_str("</a>");
        self.cut(end);
    }

    pub(super) fn start_image(&mut self, address: &str, title: &str, range: Range<usize>) {
        if self.pictures > 0 || self.is_field() {
            return self.page.nodes.push(Node::Silent);
        }
        let path = match Destination::of(address) {
            Destination::Here(path) if !path.starts_with(['#', '?']) => path,
            bad => {
                self.report_address("picture", &bad, range);
                return self.page.nodes.push(Node::Silent);
            }
        };
        if !title.is_empty() && self.is_alone(&range) {
            self.page.html.truncate(self.page.html.len() - "<p>".len());
            self.page.nodes.pop();
            self.open("<figure>", Node::Figure);
        }
        self.page.html.push_str("<img ");
        self.hole(HoleKind::Src(path.into()), range.clone());
        self.page.html.push_str(" alt=\"");
        self.pictures += 1;
        let title = (!title.is_empty()).then(|| title.into());
        self.page.nodes.push(Node::Image { alt: self.page.html.len(), title, source: range });
    }

    pub(super) fn end_image(&mut self, alt: usize, title: Option<Box<str>>, source: Range<usize>) {
        self.pictures -= 1;
        if self.page.html[alt..].trim().is_empty() {
            let hint = "write what it shows between `![` and `]`";
            self.report(Code::MissingAlt, source, "a picture without a text alternative", hint);
        }
        let title = title.as_deref().unwrap_or_default();
        if matches!(self.page.nodes.last(), Some(Node::Figure)) {
            self.page.html.push_str("\" loading=\"lazy\"><figcaption>");
            self.count.gap();
            self.quiet += 1;
            self.prose(title);
            self.quiet -= 1;
            self.page.html.push_str("</figcaption>");
        } else {
            self.attribute("\" title=\"", title);
            self.page.html.push_str("\" loading=\"lazy\">");
        }
    }

    /// Appends an attribute, open at its end as the one before it, unless it is empty.
    fn attribute(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.page.html.push_str(name);
            escape::write(&mut self.page.html, value, Form::Attribute);
        }
    }

    /// True if a picture is all that its paragraph holds.
    fn is_alone(&self, range: &Range<usize>) -> bool {
        match self.page.nodes.last() {
            Some(&Node::Paragraph { at, end }) => {
                self.page.is_empty_since(at + "<p>".len()) && self.slice(range.end..end).trim().is_empty()
            }
            _ => false,
        }
    }

    fn report_address(&mut self, what: &str, bad: &Destination<'_>, range: Range<usize>) {
        let schemes = "use `http`, `https`, `mailto` or `tel`, or an address of this site";
        let (code, message, hint) = match bad {
            Destination::Elsewhere(_) => {
                let hint = "copy it beside the briefing, and name its source in the text";
                (Code::ForbiddenUrl, "a picture from another site: pages make no requests to others".to_owned(), hint)
            }
            Destination::Missing | Destination::Here(_) => {
                let hint = "write an address between `(` and `)`";
                (Code::BrokenLink, format!("a {what} without an address"), hint)
            }
            Destination::Foreign => {
                let hint = "write `https://` before the host";
                (Code::ForbiddenUrl, format!("a {what} that names a host without a scheme"), hint)
            }
            Destination::Hostless => {
                let hint = "write `https://` and the host";
                (Code::ForbiddenUrl, format!("a {what} with a scheme but without a host"), hint)
            }
            Destination::Forbidden(scheme) => {
                (Code::ForbiddenUrl, format!("a {what} with the scheme `{scheme}`, which is not allowed"), schemes)
            }
        };
        self.report(code, range, message, hint);
    }
}
