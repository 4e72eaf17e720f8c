//! What the files of pictures say of themselves: how large each is, so that a page keeps its place
//! free, and whether it says where it was taken, which its publisher may not know.
//!
//! Entry point: [`look_at`]. The size is read by `imagesize`, the rest is Exif (CIPA DC-008), which most
//! cameras and telephones write.

use exif::{Exif, In, Reader, Tag};
use rayon::prelude::*;

use crate::base::diag::{Diagnostic, Place, reading};
use crate::base::path::SourcePath;
use crate::base::world::{Parts, World};
use crate::memo::Memory;
use crate::model::inventory::{Found, Inventory};
use crate::model::picture::{Picture, Size, is_looked_at};

/// Looks at the pictures of the inventory, the unchanged ones from memory; says which of those that are
/// published whatever refers to them tell where they were taken. What cannot be read is found so where it
/// is copied, and what is no picture to us may be one to a browser.
pub fn look_at(world: &dyn World, inventory: &mut Inventory, memory: &mut Memory) -> Vec<Diagnostic> {
    let files = || inventory.assets.iter().chain(&inventory.statics);
    let pictures: Vec<Option<Picture>> = files()
        .collect::<Vec<&Found>>()
        .into_par_iter()
        .map(|found| {
            let extension = found.path.extension().filter(|extension| is_looked_at(extension));
            extension.map(|_| remembered(world, found, memory))
        })
        .collect();
    memory.pictures = files()
        .zip(&pictures)
        .filter(|(found, _)| found.stamp.is_settled(world.clock()))
        .filter_map(|(found, picture)| Some((found.path.clone(), (found.stamp, (*picture)?))))
        .collect();
    let files = inventory.assets.iter_mut().chain(&mut inventory.statics);
    files.zip(pictures).for_each(|(found, picture)| found.picture = picture);
    let located = |found: &&Found| found.picture.is_some_and(|picture| picture.is_located);
    let report = |found: &Found| reading::located(&found.path).at(Place::file(&found.path));
    inventory.statics.iter().filter(located).map(report).collect()
}

/// The picture of before if the file is the same, else another look.
fn remembered(world: &dyn World, found: &Found, memory: &Memory) -> Picture {
    match memory.pictures.get(&found.path) {
        Some((stamp, picture)) if *stamp == found.stamp => *picture,
        _ => picture(world, &found.path),
    }
}

fn picture(world: &dyn World, path: &SourcePath) -> Picture {
    let open = || world.open(path).ok();
    let size = open().and_then(|mut file| imagesize::reader_size(&mut file).ok());
    let exif = open().and_then(|mut file| exif(&mut file));
    let number = |tag| exif.as_ref()?.get_field(tag, In::PRIMARY)?.value.get_uint(0);
    // The last four of the eight orientations lie on their side (Exif 2.32, 4.6.4).
    let is_turned = matches!(number(Tag::Orientation), Some(5..=8));
    Picture {
        size: size.and_then(|size| {
            let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
            let (width, height) = if is_turned { (height, width) } else { (width, height) };
            (width > 0 && height > 0).then_some(Size { width, height })
        }),
        is_located: exif.is_some_and(|exif| exif.get_field(Tag::GPSLatitude, In::PRIMARY).is_some()),
    }
}

fn exif(mut file: &mut Box<dyn Parts>) -> Option<Exif> {
    // A camera that writes one field badly may write the place well.
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    reader.read_from_container(&mut file).or_else(|error| error.distill_partial_result(|_| {})).ok()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use exif::experimental::Writer;
    use exif::{Field, Rational, Value};

    use super::*;
    use crate::base::world::MemoryWorld;

    /// A JPEG (ITU-T T.81) of 300 × 200 pixels as far as its frame header, with such Exif data.
    fn jpeg(fields: &[Field]) -> Vec<u8> {
        let mut exif = Cursor::new(Vec::new());
        let mut writer = Writer::new();
        fields.iter().for_each(|field| writer.push_field(field));
        writer.write(&mut exif, false).unwrap();
        let exif = exif.into_inner();
        let length = |bytes: usize| u16::try_from(bytes + 2).unwrap().to_be_bytes();
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1];
        bytes.extend(length(6 + exif.len()));
        bytes.extend(b"Exif\0\0");
        bytes.extend(exif);
        bytes.extend([0xff, 0xc0, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0, 0xff, 0xd9]);
        bytes
    }

    fn field(tag: Tag, value: Value) -> Field {
        Field { tag, ifd_num: In::PRIMARY, value }
    }

    fn latitude() -> Field {
        let degrees = [46, 12, 0].map(|num| Rational { num, denom: 1 });
        field(Tag::GPSLatitude, Value::Rational(degrees.to_vec()))
    }

    fn look(bytes: impl Into<Vec<u8>>) -> (Option<(u32, u32)>, bool) {
        let mut world = MemoryWorld::default();
        world.write("a.png", bytes);
        let Picture { size, is_located } = picture(&world, &SourcePath::new("a.png"));
        (size.map(|size| (size.width, size.height)), is_located)
    }

    #[test]
    fn a_picture_is_as_large_as_a_browser_shows_it() {
        let orientation = |turn| field(Tag::Orientation, Value::Short(vec![turn]));
        assert_eq!(look(jpeg(&[orientation(1)])), (Some((300, 200)), false));
        assert_eq!(look(jpeg(&[orientation(6)])), (Some((200, 300)), false));
        assert_eq!(look(b"GIF89a\x2c\x01\xc8\0\0\0\0;".as_slice()), (Some((300, 200)), false));
    }

    #[test]
    fn a_picture_that_says_where_it_was_taken_is_noticed() {
        assert_eq!(look(jpeg(&[latitude()])), (Some((300, 200)), true));
        let make = field(Tag::Make, Value::Ascii(vec![b"A camera".to_vec()]));
        assert_eq!(look(jpeg(&[make])), (Some((300, 200)), false));
    }

    #[test]
    fn what_is_no_picture_says_nothing() {
        let whole = jpeg(&[latitude()]);
        assert_eq!(look([]), (None, false));
        assert_eq!(look("no picture"), (None, false));
        for end in 0..whole.len() - 15 {
            assert_eq!(look(&whole[..end]).0, None);
        }
    }

    #[test]
    fn what_is_published_whoever_refers_to_it_is_reported() {
        let mut world = MemoryWorld::default();
        world.write("static/a.jpg", jpeg(&[latitude()]));
        world.write("static/a.txt", jpeg(&[latitude()]));
        let mut inventory = Inventory::default();
        let entries = world.list(&["static"]).unwrap();
        let found = |entry: crate::base::world::Entry| match entry.kind {
            crate::base::world::EntryKind::File(stamp) => Found::new(entry.path, stamp),
            other => panic!("{other:?}"),
        };
        inventory.statics.extend(entries.into_iter().map(found));
        let mut memory = Memory::default();
        let messages = |found: &[Diagnostic]| found.iter().map(|found| found.message.clone()).collect::<Vec<_>>();
        let first = look_at(&world, &mut inventory, &mut memory);
        assert_eq!(messages(&first), ["`static/a.jpg` says where it was taken"]);
        // From memory: there is nothing to look at any more.
        let again = look_at(&MemoryWorld::default(), &mut inventory, &mut memory);
        assert_eq!(messages(&again), messages(&first));
    }
}
