package dev.ringback.dashboard.list;

/** Holds one of the values that a field offers. */
public record Choice(String value, String text, boolean chosen) {}
