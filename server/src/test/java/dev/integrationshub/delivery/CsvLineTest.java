package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"})
  void whatASpreadsheetWouldComputeIsText(String cell) {
    assertThat(CsvLine.of(List.of(cell))).isEqualTo("'" + cell + "\r\n");
  }

  @Test
  void quotesCommasAndLineEndsStayInTheirCell() {
    assertThat(CsvLine.of(Arrays.asList("a\"b", "c,d", "e\r\nf", null, 5)))
        .isEqualTo("\"a\"\"b\",\"c,d\",\"e\r\nf\",,5\r\n");
    assertThat(CsvLine.of(List.of("=\"a,b\""))).isEqualTo("\"'=\"\"a,b\"\"\"\r\n");
    assertThat(CsvLine.of(List.of("\r=1"))).isEqualTo("\"'\r=1\"\r\n");
  }
}
