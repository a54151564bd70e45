package dev.ringback.dashboard.frame;

/** Holds what the page of a problem says. */
public record ProblemView(String text) {}
