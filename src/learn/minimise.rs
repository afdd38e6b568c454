//! Minimising a smooth function and the absolute values of its arguments: OWL-QN, the limited-memory
//! quasi-Newton method that keeps to an orthant a step (Andrew & Gao 2007: "Scalable training of L1-regularized
//! log-linear models").
//!
//! A penalty on absolute values makes most weights exactly nought, which is what keeps the model file small;
//! but it has no slope at nought, where gradient methods need one. Within one orthant, in which no argument
//! changes its sign, it is linear. So each round
//!
//! 1. takes the steepest slope, which at nought is that of the side that leads down, or nought if neither does
//!    ([`steepest`]);
//! 2. bends it by what the last six steps tell of the curvature ([`History::direction`]: L-BFGS, Nocedal 1980);
//! 3. leaves out every argument whose bent way leads against its slope;
//! 4. goes along the way, halving the length until the function falls enough; an argument that would change its
//!    sign stops at nought ([`step`]).
//!
//! Vectors are long (millions) and summed in blocks of a fixed size, so that the number of threads changes no
//! bit.

use rayon::prelude::*;

/// What is added to the function, to keep its arguments small.
#[derive(Clone, Copy)]
pub(super) struct Penalty {
    /// The weight of the sum of absolute values.
    pub(super) lasso: f32,
    /// The weight of the sum of squares, of all arguments.
    pub(super) ridge: f32,
    /// So many arguments at the end are penalised by their squares only: transitions, which are few and all
    /// needed.
    pub(super) free: usize,
}

/// Steps that are remembered. Each takes two vectors as long as the arguments.
const MEMORY: usize = 6;

/// Arguments that are summed together. A change of it changes the last bits of every sum.
const BLOCK: usize = 1 << 15;

/// The arguments, from `start` on, after so many rounds or when a round no longer gains.
///
/// `loss` gives the smooth function's value and writes its gradient over what it is given; it is asked once a
/// round, and once more for every halving of a step. The search ends early when no step along the way gains, or
/// when three rounds in a row each gained less than a hundred-thousandth. `say` is told of every tenth round.
pub(super) fn minimise(
    start: Vec<f32>,
    penalty: Penalty,
    rounds: usize,
    mut loss: impl FnMut(&[f32], &mut [f32]) -> f64,
    say: &dyn Fn(&str),
) -> Vec<f32> {
    let len = start.len();
    let bound = len - penalty.free;
    let mut full = |at: &[f32], gradient: &mut [f32]| -> f64 {
        let value = loss(at, gradient);
        gradient.par_chunks_mut(BLOCK).zip(at.par_chunks(BLOCK)).for_each(|(gradient, at)| {
            for (gradient, at) in gradient.iter_mut().zip(at) {
                *gradient += 2.0 * penalty.ridge * at;
            }
        });
        let absolute = sum(&at[..bound], &at[..bound], |a, _| f64::from(a.abs()));
        value + f64::from(penalty.ridge) * dot(at, at) + f64::from(penalty.lasso) * absolute
    };
    let mut gradient = vec![0.0; len];
    let value = full(&start, &mut gradient);
    let mut here = Point { at: start, gradient, value };
    let mut history = History::default();
    let mut slow = 0;
    for round in 0..rounds {
        let slope = steepest(&here.at, &here.gradient, penalty.lasso, bound);
        let way = way(&slope, &history);
        let Some(next) = search(&here, &way, &slope, bound, history.is_empty(), &mut full) else { break };
        if round % 10 == 0 {
            say(&format!("round {round}: {:.1}", next.value));
        }
        slow = if here.value - next.value < here.value * 1e-5 { slow + 1 } else { 0 };
        history.remember(difference(&next.at, &here.at), difference(&next.gradient, &here.gradient));
        here = next;
        if slow >= 3 {
            break;
        }
    }
    here.at
}

/// Arguments, with the function's value there (penalties and all) and the gradient of its smooth part.
struct Point {
    at: Vec<f32>,
    gradient: Vec<f32>,
    value: f64,
}

/// The way to go: what the history makes of the slope, with nought for each argument that it would lead against
/// the slope.
fn way(slope: &[f32], history: &History) -> Vec<f32> {
    let mut way = history.direction(slope);
    way.par_chunks_mut(BLOCK).zip(slope.par_chunks(BLOCK)).for_each(|(way, slope)| {
        for (way, slope) in way.iter_mut().zip(slope) {
            if *way * slope >= 0.0 {
                *way = 0.0;
            }
        }
    });
    way
}

/// The first point along the way at which the function has fallen by a ten-thousandth of what the slope
/// promises (Armijo's rule), the length being halved up to nineteen times; if none has, the last one tried.
/// Nothing if the function is no smaller there, or the way leads nowhere.
///
/// The first step of all has length 1, since nothing is known of the curvature; later ones are taken whole.
fn search(
    here: &Point,
    way: &[f32],
    slope: &[f32],
    bound: usize,
    is_first: bool,
    full: &mut impl FnMut(&[f32], &mut [f32]) -> f64,
) -> Option<Point> {
    if dot(way, slope) >= 0.0 {
        return None;
    }
    let mut length = if is_first { 1.0 / dot(slope, slope).sqrt() } else { 1.0 };
    let len = here.at.len();
    let mut next = Point { at: vec![0.0; len], gradient: vec![0.0; len], value: f64::INFINITY };
    for _ in 0..20 {
        step(&here.at, way, slope, length, bound, &mut next.at);
        next.value = full(&next.at, &mut next.gradient);
        let moved = sum(&next.at, &here.at, |next, at| f64::from(next - at));
        if moved.is_finite() && next.value <= here.value + 1e-4 * promised(&next.at, &here.at, slope) {
            break;
        }
        length *= 0.5;
    }
    (next.value < here.value).then_some(next)
}

/// What the slope says that the step from `at` to `next` changes.
fn promised(next: &[f32], at: &[f32], slope: &[f32]) -> f64 {
    next.par_chunks(BLOCK)
        .zip(at.par_chunks(BLOCK))
        .zip(slope.par_chunks(BLOCK))
        .map(|((next, at), slope)| {
            next.iter().zip(at).zip(slope).map(|((next, at), slope)| f64::from((next - at) * slope)).sum::<f64>()
        })
        .collect::<Vec<f64>>()
        .iter()
        .sum::<f64>()
}

/// The steepest slope of the function with the absolute values, for each argument: of one that is nought, the
/// side that leads down decides, and nought is where neither does. Those from `bound` on have no absolute
/// values.
fn steepest(at: &[f32], gradient: &[f32], lasso: f32, bound: usize) -> Vec<f32> {
    let one = |index: usize| {
        let (at, slope) = (at[index], gradient[index]);
        if index >= bound {
            slope
        } else if at > 0.0 {
            slope + lasso
        } else if at < 0.0 {
            slope - lasso
        } else if slope + lasso < 0.0 {
            slope + lasso
        } else if slope - lasso > 0.0 {
            slope - lasso
        } else {
            0.0
        }
    };
    (0..at.len()).into_par_iter().map(one).collect()
}

/// The last steps: what they tell of the function's curvature.
#[derive(Default)]
struct History {
    /// What each step added to the arguments, the oldest first.
    steps: Vec<Vec<f32>>,
    /// What each step added to the gradient.
    changes: Vec<Vec<f32>>,
    /// The product of the two, which is above nought.
    scales: Vec<f64>,
}

impl History {
    fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Remembers a step, in the place of the oldest if there are [`MEMORY`]. One along which the slope does not
    /// rise is not remembered: it would turn the way uphill.
    fn remember(&mut self, step: Vec<f32>, change: Vec<f32>) {
        let scale = dot(&step, &change);
        if scale > 1e-10 {
            if self.steps.len() == MEMORY {
                self.steps.remove(0);
                self.changes.remove(0);
                self.scales.remove(0);
            }
            self.steps.push(step);
            self.changes.push(change);
            self.scales.push(scale);
        }
    }

    /// The way that the remembered steps show: against the slope, bent by the curvature, in two loops over the
    /// steps. Against the slope alone if there are none.
    fn direction(&self, slope: &[f32]) -> Vec<f32> {
        let Self { steps, changes, scales } = self;
        let mut way: Vec<f32> = slope.par_iter().map(|slope| -slope).collect();
        let mut shares = vec![0.0; steps.len()];
        for index in (0..steps.len()).rev() {
            shares[index] = dot(&steps[index], &way) / scales[index];
            add(&mut way, &changes[index], -shares[index]);
        }
        if let (Some(change), Some(scale)) = (changes.last(), scales.last()) {
            #[expect(clippy::cast_possible_truncation, reason = "weights are short floats")]
            let unit = (scale / dot(change, change)) as f32;
            way.par_iter_mut().for_each(|way| *way *= unit);
        }
        for index in 0..steps.len() {
            let share = dot(&changes[index], &way) / scales[index];
            add(&mut way, &steps[index], shares[index] - share);
        }
        way
    }
}

/// Goes along the way by `length`, from `at` to `next`. An argument below `bound` that would change its sign,
/// or that leaves nought on the side to which the slope does not lead, is nought.
fn step(at: &[f32], way: &[f32], slope: &[f32], length: f64, bound: usize, next: &mut [f32]) {
    #[expect(clippy::cast_possible_truncation, reason = "weights are short floats")]
    let length = length as f32;
    next.par_iter_mut().enumerate().for_each(|(index, next)| {
        let to = at[index] + length * way[index];
        let sign = if at[index] == 0.0 { -slope[index] } else { at[index] };
        *next = if index < bound && to * sign <= 0.0 { 0.0 } else { to };
    });
}

/// `a` less `b`, number by number.
fn difference(a: &[f32], b: &[f32]) -> Vec<f32> {
    a.par_iter().zip(b).map(|(a, b)| a - b).collect()
}

/// Adds `times` times `what` to `to`.
fn add(to: &mut [f32], what: &[f32], times: f64) {
    #[expect(clippy::cast_possible_truncation, reason = "weights are short floats")]
    let times = times as f32;
    to.par_iter_mut().zip(what).for_each(|(to, what)| *to += times * what);
}

/// The sum of products, in long floats.
fn dot(a: &[f32], b: &[f32]) -> f64 {
    sum(a, b, |a, b| f64::from(a) * f64::from(b))
}

/// The sum of `one` over pairs of numbers, by blocks and in their order, whatever the number of threads.
fn sum(a: &[f32], b: &[f32], one: impl Fn(f32, f32) -> f64 + Sync) -> f64 {
    let blocks: Vec<f64> = a
        .par_chunks(BLOCK)
        .zip(b.par_chunks(BLOCK))
        .map(|(a, b)| a.iter().zip(b).map(|(a, b)| one(*a, *b)).sum())
        .collect();
    blocks.iter().sum()
}
