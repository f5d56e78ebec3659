import { partsOf, quoted, type SampleParameter, serverOf, type WriteSample } from './sample-call.ts';

function fields(parameters: readonly SampleParameter[], write: (value: string) => string): string {
  const lines = parameters.map(({ name, value }) => `\t\t\t${quoted(name)}: ${write(quoted(value))},\n`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}\t\t}`;
}

/** Go, with the official SDK. */
export const go: WriteSample = (call) => {
  const { host, protocol } = serverOf(call);
  const { query, body } = partsOf(call);
  return `// go get github.com/alibabacloud-go/darabonba-openapi/v2
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	util "github.com/alibabacloud-go/tea-utils/v2/service"
	"github.com/alibabacloud-go/tea/tea"
)

func main() {
	client, err := openapi.NewClient(&openapi.Config{
		AccessKeyId:     tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		SecurityToken:   tea.String(os.Getenv("ALIBABA_CLOUD_SECURITY_TOKEN")),
		Endpoint:        tea.String(${quoted(host)}),
		Protocol:        tea.String("${protocol}"),
	})
	if err != nil {
		log.Fatal(err)
	}
	params := &openapi.Params{
		Action:      tea.String(${quoted(call.action)}),
		Version:     tea.String(${quoted(call.version)}),
		Protocol:    tea.String("${protocol}"),
		Pathname:    tea.String("/"),
		Method:      tea.String("POST"),
		AuthType:    tea.String("AK"),
		Style:       tea.String("RPC"),
		ReqBodyType: tea.String("formData"),
		BodyType:    tea.String("json"),
	}
	request := &openapi.OpenApiRequest{
		Query: map[string]*string${fields(query, (value) => `tea.String(${value})`)},
		Body:  map[string]interface{}${fields(body, (value) => value)},
	}

	answer, err := client.CallApi(params, request, &util.RuntimeOptions{})
	if err != nil {
		log.Fatal(err)
	}
	text, err := json.MarshalIndent(answer["body"], "", "  ")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
}
`;
};
