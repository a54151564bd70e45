package dev.ringback.simulate;

import java.time.Duration;

/**
 * How long answers took, from sending a request to the end of its answer. All zero without any answer.
 *
 * @param median half of them took no longer; exact to one in a hundred
 * @param p99 99 in 100 took no longer; exact to one in a hundred
 * @param slowest exact
 */
public record AnswerTimes(Duration median, Duration p99, Duration slowest) {}
