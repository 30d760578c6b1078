package announcer.tts.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MandarinTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            123                     | 一百二十三
            0                       | 零
            2                       | 二
            10号                    | 十号
            20                      | 二十
            110                     | 一百一十
            1001                    | 一千零一
            9999                    | 九千九百九十九
            10000                   | 一零零零零
            007                     | 零零七
            A-023                   | A 零二三
            A-23                    | A 二十三
            A023号请到3号柜台       | A 零二三号请到三号柜台
            B12                     | B 十二
            12B                     | 十二 B
            G1234次列车             | G 一千二百三十四次列车
            13800138000             | 一三八零零一三八零零零
            010-6552                | 零一零 六千五百五十二
            3.14                    | 三点一四
            0.50                    | 零点五零
            12345.6                 | 一万二千三百四十五点六
            1.2.3版                 | 一点二点三版
            50%                     | 百分之五十
            3.5%                    | 百分之三点五
            3‰                      | 千分之三
            -5度                    | 负五度
            气温-12.5度             | 气温负十二点五度
            -3%                     | 负百分之三
            1,234元                 | 一千二百三十四元
            12,345,678              | 一千二百三十四万五千六百七十八
            1,234,谢谢              | 一千二百三十四,谢谢
            9:30                    | 九点三十分
            10:05出发               | 十点零五分出发
            9:00                    | 九点
            2026年11月5日           | 二零二六年十一月五日
            １２３号                | 一百二十三号
            Ａ－０２３              | A－零二三
            ５０％                  | 百分之五十
            第3次                   | 第三次
            3½小时                  | 三又二分之一小时
            ¼                       | 四分之一
            3,4                     | 三,四
            你好                    | 你好
            Hello                   | Hello
            """)
    void figures_are_spelled(String text, String expanded) {
        assertThat(MandarinText.expand(text)).isEqualTo(expanded);
    }

    @Test
    void a_figure_of_any_length_is_spelled() {
        assertThat(MandarinText.expand("1".repeat(20_000))).isEqualTo("一".repeat(20_000));
        assertThat(MandarinText.expand("1".repeat(30) + "%")).isEqualTo("百分之" + "一".repeat(30));
        assertThat(MandarinText.expand("1.".repeat(5_000))).hasSize(10_000);
        assertThat(MandarinText.expand("1,000" + ",000".repeat(3_000))).isNotEmpty();
    }
}
