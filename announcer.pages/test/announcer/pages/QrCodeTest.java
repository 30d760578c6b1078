package announcer.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;

/** What a telephone reads off the picture. */
class QrCodeTest {
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");
    private static final int PIXELS = 4;

    @Test
    void a_telephone_reads_the_address_off_the_picture() throws Exception {
        for (String url : new String[]{"http://192.0.2.80:8080/ticket/q3V7-_abcdefghijklmnop", "https://numbers.example/ticket/a"}) {
            assertThat(read(QrCode.svg(url))).isEqualTo(url);
        }
    }

    private static String read(String svg) throws Exception {
        int side = Integer.parseInt(svg.replaceFirst("(?s).*viewBox=\"0 0 (\\d+) .*", "$1")) * PIXELS;
        int[] picture = new int[side * side];
        Arrays.fill(picture, 0xffffff);
        for (MatchResult run : RUN.matcher(svg).results().toList()) {
            for (int y = 0; y < PIXELS; y++) {
                int from = (Integer.parseInt(run.group(2)) * PIXELS + y) * side + Integer.parseInt(run.group(1)) * PIXELS;
                Arrays.fill(picture, from, from + Integer.parseInt(run.group(3)) * PIXELS, 0);
            }
        }
        BinaryBitmap bitmap = new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(side, side, picture)));
        return new QRCodeReader().decode(bitmap, Map.of(DecodeHintType.PURE_BARCODE, true)).getText();
    }
}
