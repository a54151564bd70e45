package dev.ringback.forward.group;

import dev.ringback.forward.rule.Verdict;

/** Joins a verdict on occurrences that are counted together with how many they are. */
record JudgedCount(Verdict verdict, long count) {}
