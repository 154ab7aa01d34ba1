//! Sorting by a number, in one place: the program that the page fetches first has the standard library's sort once, and not
//! for each type that is sorted (3 KB each).

/// Puts items into the order of their keys, the smallest first; of two with equal keys the first stays first.
pub fn by_key<T>(items: Vec<T>, key: impl Fn(&T) -> f64) -> Vec<T> {
    let mut order: Vec<(f64, usize)> = items.iter().map(key).zip(0..).collect();
    order.sort_unstable_by(|(a, i), (b, j)| a.total_cmp(b).then(i.cmp(j)));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let taken = order.into_iter().map(|(_, index)| items[index].take());
    taken.flatten().collect()
}
