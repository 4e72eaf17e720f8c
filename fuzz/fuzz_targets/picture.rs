//! Any bytes as a picture: what its file says of itself is read, or is not, and has a size or none.
#![no_main]

use briefer::base::world::MemoryWorld;
use briefer::discover::discover;
use briefer::memo::Memory;
use briefer::parse::look_at;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut world = MemoryWorld::default();
    world.write("content/a.png", bytes);
    let (mut inventory, _) = discover(&world).expect("memory can be listed");
    look_at(&world, &mut inventory, &mut Memory::default());
    let picture = inventory.assets[0].picture.expect("every picture is looked at");
    assert!(picture.size.is_none_or(|size| size.width > 0 && size.height > 0));
});
