//! One answer that a stage keeps for itself, with the hash of what it was made from.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use crate::base::hash::Fingerprint;

/// Room for one answer. What it is, only the stage that asks knows.
#[derive(Default)]
pub struct Slot(Option<(Fingerprint, Arc<dyn Any + Send + Sync>)>);

impl Slot {
    /// The answer of before if it was made from the same, else what `make` makes; `seen` is the hash of
    /// all that `make` looks at.
    pub fn get<T: Any + Send + Sync>(&mut self, seen: Fingerprint, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some((known, answer)) = &self.0
            && *known == seen
            && let Ok(answer) = Arc::clone(answer).downcast()
        {
            return answer;
        }
        let answer = Arc::new(make());
        self.0 = Some((seen, Arc::<T>::clone(&answer)));
        answer
    }

    /// A new answer, made with the help of the one before.
    pub fn renew<T: Any + Send + Sync>(&mut self, make: impl FnOnce(Option<&T>) -> T) -> Arc<T> {
        let before = self.0.take().and_then(|(_, answer)| answer.downcast().ok());
        let answer = Arc::new(make(before.as_deref()));
        self.0 = Some((Fingerprint::default(), Arc::<T>::clone(&answer)));
        answer
    }
}

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Slot").field(&self.0.as_ref().map(|(seen, _)| seen)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::hash::fingerprint;

    #[test]
    fn an_answer_holds_as_long_as_what_it_was_made_from() {
        let mut slot = Slot::default();
        let made = slot.get(fingerprint("a"), || "one".to_owned());
        assert!(Arc::ptr_eq(&made, &slot.get(fingerprint("a"), || "two".to_owned())));
        assert_eq!(*slot.get(fingerprint("b"), || "three".to_owned()), "three");
        assert_eq!(*slot.get(fingerprint("a"), || "four".to_owned()), "four");
    }

    #[test]
    fn a_new_answer_sees_the_one_before() {
        let mut slot = Slot::default();
        let next = |before: Option<&u32>| before.map_or(1, |before| before + 1);
        assert_eq!([*slot.renew(next), *slot.renew(next)], [1, 2]);
    }
}
