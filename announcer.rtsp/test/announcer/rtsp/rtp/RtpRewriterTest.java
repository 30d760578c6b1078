package announcer.rtsp.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

class RtpRewriterTest {
    private static final int RATE = 90_000;
    private final RtpRewriter rewriter = new RtpRewriter(0xCAFE, RATE);

    private static ByteBuf packet(int sequence, long timestamp, int ssrc) {
        return Unpooled.buffer().writeByte(0x80).writeByte(96).writeShort(sequence).writeInt((int) timestamp).writeInt(ssrc).writeInt(7);
    }

    private ByteBuf sent(int sequence, long timestamp, int ssrc, long nanos) {
        ByteBuf packet = packet(sequence, timestamp, ssrc);
        assertThat(rewriter.rewrite(packet, nanos, OptionalLong.empty())).isTrue();
        assertThat(packet.getInt(8)).isEqualTo(0xCAFE);
        return packet;
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void the_first_publishers_numbers_pass_unchanged_but_for_the_ssrc() {
        ByteBuf packet = sent(65_535, 0xFFFFFFF0L, 1, 5);
        assertThat(packet.getUnsignedShort(2)).isEqualTo(65_535);
        assertThat(packet.getUnsignedInt(4)).isEqualTo(0xFFFFFFF0L);
        ByteBuf wrapped = sent(0, 0x10L, 1, 6);
        assertThat(wrapped.getUnsignedShort(2)).isZero();
        assertThat(wrapped.getUnsignedInt(4)).isEqualTo(0x10L);
        assertThat(wrapped.getInt(12)).isEqualTo(7);
    }

    @Test
    void a_new_publisher_goes_on_where_the_last_one_stopped_plus_the_time_between() {
        sent(65_534, 0xFFFFF000L, 1, 0);
        sent(65_535, 0xFFFFF000L + 1800, 1, millis(20));
        rewriter.newPublisher();
        ByteBuf next = sent(40_000, 5, 2, millis(1020));
        assertThat(next.getUnsignedShort(2)).isZero();
        assertThat(next.getUnsignedInt(4)).isEqualTo((0xFFFFF000L + 1800 + RATE) & 0xFFFFFFFFL);
        assertThat(sent(40_001, 1805, 2, millis(1040)).getUnsignedShort(2)).isEqualTo(1);
    }

    @Test
    void a_start_up_burst_at_each_restart_does_not_add_up() {
        long now = 0;
        ByteBuf last = sent(0, 0, 1, now);
        for (int run = 0; run < 100; run++) {
            rewriter.newPublisher();
            now += millis(1000);
            // 150 ms of sound come at once, then ten packets in real time.
            for (int i = 0; i < 18; i++) {
                now += i < 8 ? 0 : millis(20);
                last = sent(i, i * 1800L, run + 2, now);
            }
        }
        long wall = TimeUnit.NANOSECONDS.toMillis(now) * RATE / 1000;
        assertThat(last.getUnsignedInt(4) - wall).isBetween(0L, RATE / 5L);
    }

    @Test
    void a_publisher_that_had_drifted_far_is_followed_by_its_last_timestamp() {
        sent(0, 0, 1, 0);
        sent(1, 10 * RATE, 1, millis(20));
        rewriter.newPublisher();
        assertThat(sent(0, 0, 2, millis(120)).getUnsignedInt(4)).isEqualTo(10 * RATE + RATE / 10);
    }

    @Test
    void a_publisher_that_follows_at_once_still_gets_a_later_timestamp() {
        sent(0, 0, 1, 0);
        sent(1, 1800, 1, millis(1));
        rewriter.newPublisher();
        assertThat(sent(0, 77, 2, millis(1)).getUnsignedInt(4)).isEqualTo(3600);
    }

    @Test
    void loss_and_reordering_are_passed_on_and_packets_before_the_first_are_dropped() {
        sent(10, 0, 1, 0);
        rewriter.newPublisher();
        sent(100, 0, 2, millis(20));
        assertThat(sent(103, 5400, 2, millis(80)).getUnsignedShort(2)).isEqualTo(14);
        assertThat(sent(102, 3600, 2, millis(81)).getUnsignedShort(2)).isEqualTo(13);
        assertThat(rewriter.rewrite(packet(99, 0, 2), millis(82), OptionalLong.empty())).isFalse();
        assertThat(rewriter.newestSequence()).isEqualTo(14);
    }

    @Test
    void thirty_hours_with_restarts_stay_on_the_wall_clock_past_every_wrap() {
        long start = 0xF0000000L;
        long previous = -1;
        int sequence = 0;
        long firstTimestamp = start;
        for (int minute = 0; minute <= 30 * 60; minute++) {
            long now = TimeUnit.MINUTES.toNanos(minute);
            if (minute % 100 == 99) {
                rewriter.newPublisher();
                firstTimestamp = 12345 - minute * 60L * RATE;
            }
            ByteBuf packet = sent(sequence++, firstTimestamp + minute * 60L * RATE, minute / 100, now);
            long expected = (start + minute * 60L * RATE) & 0xFFFFFFFFL;
            assertThat(packet.getUnsignedInt(4)).as("minute %d", minute).isEqualTo(expected);
            assertThat(packet.getUnsignedShort(2)).isEqualTo((int) ((previous + 1) & 0xFFFF));
            previous++;
        }
    }

    @Test
    void a_gap_of_a_day_is_bridged() {
        sent(0, 0, 1, 0);
        rewriter.newPublisher();
        long day = TimeUnit.HOURS.toSeconds(24);
        assertThat(sent(0, 9, 2, TimeUnit.SECONDS.toNanos(day)).getUnsignedInt(4)).isEqualTo(day * RATE & 0xFFFFFFFFL);
        assertThat(sent(1, 9 + 1800, 2, TimeUnit.SECONDS.toNanos(day)).getUnsignedInt(4)).isEqualTo((day * RATE + 1800) & 0xFFFFFFFFL);
    }

    @Test
    void what_is_not_rtp_is_seen() {
        assertThat(RtpRewriter.isRtp(Unpooled.wrappedBuffer(new byte[11]))).isFalse();
        assertThat(RtpRewriter.isRtp(Unpooled.wrappedBuffer(new byte[12]))).isFalse();
        assertThat(RtpRewriter.isRtp(packet(0, 0, 0))).isTrue();
    }
}
