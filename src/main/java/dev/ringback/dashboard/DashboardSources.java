package dev.ringback.dashboard;

import dev.ringback.dashboard.now.MirrorState;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStats;
import java.time.Clock;

/**
 * Names where pages get from what they show.
 *
 * @param mirror tells how far the mirror can be trusted
 */
public record DashboardSources(Database database, DeliveryStats stats, MirrorState mirror, Clock clock) {}
