package dev.ringback.simulate.traffic;

/** Resources worth showing to somebody who looks at simulated traffic for the first time. */
public enum Sample {
    /** A message that is delivered, with body and segments known from Event Streams. */
    DELIVERED_MESSAGE,
    /** A message whose last status callback was lost and came back inside a Debugger event. */
    RECOVERED_MESSAGE,
    /** A message somebody sent to us. */
    INBOUND_MESSAGE,
    /** An inbound message with two media. */
    MEDIA_MESSAGE,
    /** A completed call that was recorded. */
    RECORDED_CALL,
    /** The recording of {@link #RECORDED_CALL}. */
    RECORDING,
    /** A conference that goes on, with participants in it. */
    LIVE_CONFERENCE,
    /** An error of the Debugger. */
    ALERT
}
