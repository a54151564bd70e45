package dev.ringback.upstream;

/** Says what messages are to have that no callback tells. */
public enum Hydrate {
    NONE(false, false),
    PRICE(true, false),
    BODY(false, true),
    ALL(true, true);

    private final boolean price;
    private final boolean body;

    Hydrate(boolean price, boolean body) {
        this.price = price;
        this.body = body;
    }

    public boolean price() {
        return price;
    }

    public boolean body() {
        return body;
    }
}
