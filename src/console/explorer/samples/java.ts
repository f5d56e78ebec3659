import { partsOf, quoted, type SampleParameter, serverOf, type WriteSample } from './sample-call.ts';

function puts(map: string, parameters: readonly SampleParameter[]): string {
  return parameters
    .map(({ name, value }) => `        ${map}.put(${quoted(name)}, ${quoted(value)});\n`)
    .join('');
}

/** Java, with the official SDK. */
export const java: WriteSample = (call) => {
  const { host, protocol } = serverOf(call);
  const { query, body } = partsOf(call);
  return `// Maven: com.aliyun:tea-openapi
import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.Common;
import com.aliyun.teautil.models.RuntimeOptions;
import java.util.HashMap;
import java.util.Map;

public class Sample {
    public static void main(String[] args) throws Exception {
        Client client = new Client(new Config()
            .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
            .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
            .setSecurityToken(System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN"))
            .setEndpoint(${quoted(host)})
            .setProtocol("${protocol}"));
        Params params = new Params()
            .setAction(${quoted(call.action)})
            .setVersion(${quoted(call.version)})
            .setProtocol("${protocol}")
            .setPathname("/")
            .setMethod("POST")
            .setAuthType("AK")
            .setStyle("RPC")
            .setReqBodyType("formData")
            .setBodyType("json");
        Map<String, String> query = new HashMap<>();
${puts('query', query)}        Map<String, Object> body = new HashMap<>();
${puts('body', body)}        OpenApiRequest request = new OpenApiRequest().setQuery(query).setBody(body);

        Map<String, ?> answer = client.callApi(params, request, new RuntimeOptions());
        System.out.println(Common.toJSONString(answer.get("body")));
    }
}
`;
};
