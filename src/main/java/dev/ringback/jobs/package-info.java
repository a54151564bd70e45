/** Does long work that survives a restart: one job of a kind at a time among all nodes, with progress that anybody may look at. */
@NullMarked
package dev.ringback.jobs;

import org.jspecify.annotations.NullMarked;
