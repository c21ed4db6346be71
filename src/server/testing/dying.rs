//! Dying in the middle of work.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// Works until it has waited so many times for somebody else, and is gone the next time, as a server that is killed
/// there: what it has not told the database or the network by then it never will. What came of the work, where it came
/// to its end before that.
pub async fn dies_after<Work: Future>(waits: usize, work: Work) -> Option<Work::Output> {
    let mut work = pin!(work);
    let mut left = waits;
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}
