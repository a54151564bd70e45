/**
 * Brings notices and events to those who are to get them: reads the log from a mark, keeps what is to be sent as rows, and sends it until it has
 * arrived or is given up.
 */
@NullMarked
package dev.ringback.forward.delivery;

import org.jspecify.annotations.NullMarked;
