/**
 * How Twilio's REST API answers: resources rendered field by field, pages and their tokens, the error catalogue. Start with
 * {@link dev.ringback.twilio.rest.MessageViews}, which lists the fields of a resource, and
 * {@link dev.ringback.twilio.rest.JsonFormat}, which writes them.
 *
 * <p>Uses {@code model}, {@code twilio} and Jackson.
 */
@NullMarked
package dev.ringback.twilio.rest;

import org.jspecify.annotations.NullMarked;
