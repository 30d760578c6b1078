package announcer.transport.testkit;

/** One way each to break the contract, and the test that must see it. */
enum Fault {
    NONE(""), //
    HEADER("a_reader_that_was_there_before_the_first_look_is_served"), //
    BIT_FLIPPED("eight_megabytes_arrive_bit_for_bit"), //
    TAKES_PARTS("a_stalled_reader_holds_nobody_up_and_loses_nothing"), //
    HOLDS_TOO_MUCH("a_stalled_reader_holds_nobody_up_and_loses_nothing"), //
    KEEPS_THE_CALLERS_BUFFER("a_direct_buffer_is_taken_like_an_array_and_from_its_position"), //
    LOSES_THE_END("disconnecting_ends_the_stream_cleanly_after_its_last_byte"), //
    OLD_BYTES_FOR_THE_NEXT("a_stalled_reader_that_goes_is_noticed"), //
    NEXT_WAITS_FOR_THE_LAST("the_next_reader_may_come_while_the_last_one_still_reads_its_end"), //
    WRITES_TO_NOBODY("without_a_reader_it_says_so_and_goes_on_listening"), //
    LATEST_READER_WINS("a_second_reader_hears_nothing_before_the_first_has_gone_and_then_its_own_stream"), //
    OPENS_TWICE("a_second_pipe_for_the_channel_is_refused_while_the_first_lives_and_does_it_no_harm"), //
    ONE_URL_FOR_ALL("two_channels_have_two_pipes"), //
    URL_CHANGES("the_input_url_is_constant"), //
    LEAVES_ITSELF("closing_without_a_reader_leaves_nothing"), //
    LIVES_ON("closing_ends_the_stream_and_leaves_nothing"), //
    SECOND_CLOSE_RETURNS_EARLY("whoever_closes_second_finds_it_closed"), //
    WAITS_AT_THE_END("disconnecting_ends_the_stream_cleanly_after_its_last_byte"), //
    BLOCKS_WHEN_FULL("a_stalled_reader_holds_nobody_up_and_loses_nothing"), //
    WAITS_FOR_ROOM("a_stalled_reader_holds_nobody_up_and_loses_nothing"), //
    LEAKS("opening_and_closing_fifty_times_leaves_nothing_open");

    final String seenBy;

    Fault(String seenBy) {
        this.seenBy = seenBy;
    }
}
