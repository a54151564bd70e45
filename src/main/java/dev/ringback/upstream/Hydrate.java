package dev.ringback.upstream;

/** Says which fields that no callback carries are fetched by a late sweep over lists. */
public enum Hydrate {
    NOTHING,
    PRICE,
    BODY,
    ALL
}
