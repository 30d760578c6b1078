package announcer.rtsp.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What a player's reports tell, second by second. */
class ReceiverReportsTest {
    private static final int SSRC = 0xCAFE;
    private static final long SECOND = 1_000_000_000;
    private static final long START = Long.MAX_VALUE - 20 * SECOND;
    private long flowing = START;
    private long sentBytes;
    private final ReceiverReports reports = new ReceiverReports(SSRC, () -> sentBytes);

    private static ByteBuf report(long highest) {
        return Unpooled.buffer().writeByte(0x81).writeByte(201).writeShort(7).writeInt(1).writeInt(SSRC).writeInt(0).writeInt((int) highest)
                .writeZero(12);
    }

    private static ByteBuf emptyReport() {
        return Unpooled.buffer().writeByte(0x80).writeByte(201).writeShort(1).writeInt(1);
    }

    /** A report at a second at which 50 packets a second have been sent. */
    private void at(int second, ByteBuf packet) {
        reports.incoming(packet, second * 50L, START + second * SECOND);
    }

    private boolean arrived(int from, int to) {
        return reports.outages(flowing).stream().noneMatch(o -> o.overlaps(START + from * SECOND, START + to * SECOND));
    }

    @Test
    void deafness_in_between_counts_also_when_it_is_over() {
        at(0, report(0));
        at(5, report(200));
        for (int second = 10; second <= 55; second += 5) {
            at(second, report(200));
        }
        assertThat(arrived(0, 55)).as("it goes on").isFalse();
        at(58, report(2900));
        assertThat(arrived(0, 60)).as("it is over").isFalse();
        assertThat(arrived(0, 5)).as("before it").isTrue();
        assertThat(arrived(59, 60)).as("after it").isTrue();
    }

    @Test
    void who_reports_of_nobody_any_more_is_deaf() {
        at(0, report(0));
        at(5, report(200));
        at(10, emptyReport());
        assertThat(arrived(6, 9)).isFalse();
        assertThat(arrived(1, 4)).isTrue();
    }

    @Test
    void who_says_goodbye_receives_nothing_from_then_on() {
        at(0, report(0));
        at(1, report(50).writeByte(0x81).writeByte(203).writeShort(1).writeInt(1));
        assertThat(arrived(0, 1)).isTrue();
        assertThat(arrived(0, 2)).isFalse();
    }

    @Test
    void who_reported_regularly_and_does_so_no_more_is_gone() {
        for (int second = 0; second <= 10; second += 5) {
            at(second, report(second * 50L));
        }
        assertThat(arrived(11, 19)).as("the next report may still be underway").isTrue();
        assertThat(arrived(11, 21)).as("two of its intervals").isFalse();
        at(22, report(1100));
        assertThat(arrived(11, 21)).as("it was there").isTrue();
    }

    @Test
    void who_reports_by_the_bytes_that_come_is_missed_earlier() {
        for (int i = 0; i <= 20; i++) {
            sentBytes = i * 6000L;
            reports.incoming(report(i * 25L), i * 25L, START + i * SECOND / 2);
        }
        sentBytes += 3 * 6000;
        assertThat(arrived(10, 20)).as("silence costs few bytes: it has nothing to report").isTrue();
        sentBytes += 1;
        assertThat(arrived(10, 12)).isTrue();
        assertThat(arrived(10, 13)).isFalse();
    }

    @Test
    void while_nothing_is_sent_nothing_is_to_be_reported() {
        for (int second = 0; second <= 10; second += 5) {
            at(second, report(second * 50L));
        }
        // The clock may pass its highest value meanwhile.
        long start = START;
        flowing = start + 100 * SECOND;
        assertThat(arrived(100, 105)).isTrue();
        assertThat(arrived(100, 111)).isFalse();
    }

    @Test
    void who_never_reports_tells_nothing() {
        assertThat(arrived(0, 1000)).isTrue();
        at(0, report(0));
        assertThat(arrived(0, 1000)).as("one report is no habit").isTrue();
    }
}
