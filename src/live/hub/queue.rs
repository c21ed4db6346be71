//! What waits to be written to a connection, frame by frame. Of the first one a part may have been written already.

use bytes::{Buf, Bytes};
use std::collections::VecDeque;

#[derive(Default)]
pub struct Queue {
    frames: VecDeque<Bytes>,
    /// How many of them stand before all that is not urgent.
    first: usize,
    /// Part of the first one is written: nothing comes before the rest of it.
    has_begun: bool,
    bytes: usize,
    written: u64,
}

impl Queue {
    pub fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// How many bytes have been written so far.
    pub fn written(&self) -> u64 {
        self.written
    }

    pub fn frames(&self) -> impl Iterator<Item = &Bytes> {
        self.frames.iter()
    }

    /// The frame, where there is only one.
    pub fn only(&self) -> Option<&Bytes> {
        self.frames.front().filter(|_| self.frames.len() == 1)
    }

    pub fn push(&mut self, frame: Bytes) {
        self.bytes += frame.len();
        self.frames.push_back(frame);
    }

    /// Behind those that are urgent as well, before all others.
    pub fn push_first(&mut self, frame: Bytes) {
        self.first = self.first.max(usize::from(self.has_begun));
        self.bytes += frame.len();
        self.frames.insert(self.first, frame);
        self.first += 1;
    }

    /// Before all else, of which nothing is written yet.
    pub fn push_front(&mut self, frame: Bytes) {
        self.bytes += frame.len();
        self.frames.push_front(frame);
        self.first += 1;
    }

    /// So many bytes are written.
    pub fn advance(&mut self, mut count: usize) {
        self.bytes -= count;
        self.written += count as u64;
        while let Some(frame) = self.frames.front_mut() {
            if count < frame.len() {
                self.has_begun |= count > 0;
                return frame.advance(count);
            }
            count -= frame.len();
            self.frames.pop_front();
            self.first = self.first.saturating_sub(1);
            self.has_begun = false;
        }
    }

    /// Drops what has not begun.
    pub fn clear(&mut self) {
        self.frames.truncate(usize::from(self.has_begun));
        self.first = self.frames.len();
        self.bytes = self.frames().map(Bytes::len).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(frames: &[&'static str]) -> Queue {
        let mut queue = Queue::default();
        for frame in frames {
            queue.push(Bytes::from(*frame));
        }
        queue
    }

    fn all(queue: &Queue) -> String {
        assert_eq!(queue.bytes(), queue.frames().map(Bytes::len).sum::<usize>());
        queue.frames().map(|frame| String::from_utf8_lossy(frame)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_urgent_stands_before_the_rest_in_its_own_order() {
        let mut queue = queue(&["said", "so"]);
        queue.push_first("help".into());
        queue.push_first("now".into());
        assert_eq!(all(&queue), "help now said so");
        queue.advance(4);
        queue.push_first("again".into());
        assert_eq!(all(&queue), "now again said so");
    }

    #[test]
    fn nothing_comes_into_a_frame_that_has_begun() {
        let mut queue = queue(&["said", "so"]);
        queue.advance(1);
        queue.push_first("help".into());
        queue.push_first("now".into());
        assert_eq!(all(&queue), "aid help now so");
        queue.advance(3);
        assert_eq!(all(&queue), "help now so");
        queue.advance(8);
        queue.push_first("again".into());
        assert_eq!(all(&queue), "o again", "it had begun too");
    }

    #[test]
    fn what_has_begun_is_ended_when_the_rest_is_dropped() {
        let mut begun = queue(&["said", "so"]);
        begun.advance(2);
        begun.clear();
        assert_eq!(all(&begun), "id");
        begun.push_first("bye".into());
        assert_eq!(all(&begun), "id bye");
        let mut waiting = queue(&["said", "so"]);
        waiting.clear();
        assert!(waiting.is_empty());
    }

    #[test]
    fn many_frames_are_written_at_once() {
        let mut queue = queue(&["a", "bc", "def"]);
        assert!(queue.only().is_none());
        queue.advance(4);
        assert_eq!((all(&queue).as_str(), queue.only().map(Bytes::len)), ("ef", Some(2)));
        queue.advance(2);
        assert!(queue.is_empty());
    }
}
