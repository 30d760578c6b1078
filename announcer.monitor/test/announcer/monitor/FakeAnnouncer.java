package announcer.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import announcer.api.Announcement;
import announcer.api.Announcer;
import announcer.api.CacheStatus;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.Listening;
import announcer.api.Request;
import announcer.api.audio.PcmSource;

/** An engine that is as the test says. */
final class FakeAnnouncer implements Announcer {
    volatile List<ChannelStatus> channels = List.of();
    volatile List<EngineStatus> engines = List.of();
    final List<Announcement> recent = new ArrayList<>();

    @Override
    public Announcement announce(Request request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Announcement> find(String id) {
        return recent.stream().filter(a -> a.id().equals(id)).findFirst();
    }

    @Override
    public List<Announcement> recent(int limit) {
        return recent;
    }

    @Override
    public List<ChannelStatus> channels() {
        return channels;
    }

    @Override
    public Optional<ChannelStatus> channel(String id) {
        return channels.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    @Override
    public List<EngineStatus> engines() {
        return engines;
    }

    @Override
    public boolean move(String id, int place) {
        return false;
    }

    @Override
    public PcmSource preview(Request request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Listening> listen(String channel) {
        return Optional.empty();
    }

    @Override
    public List<String> pushOutput(String channel) {
        return List.of("rtsp://user:pass@far/main: Connection refused");
    }

    @Override
    public void restartPush(String channel, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CacheStatus cache() {
        return new CacheStatus(3, 1, 2, 9_600, 1_000_000, 5, 48_000, 2_000_000);
    }

    @Override
    public void purgeCache() {
        throw new UnsupportedOperationException();
    }
}
