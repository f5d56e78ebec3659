import { partsOf, quoted, type SampleParameter, serverOf, type WriteSample } from './sample-call.ts';

function fields(parameters: readonly SampleParameter[]): string {
  if (parameters.length === 0) return '{ }';
  const lines = parameters.map(({ name, value }) => `        { ${quoted(name)}, ${quoted(value)} },`);
  return `{\n${lines.join('\n')}\n    }`;
}

/** C#, with the official SDK. */
export const csharp: WriteSample = (call) => {
  const { host, protocol } = serverOf(call);
  const { query, body } = partsOf(call);
  return `// dotnet add package AlibabaCloud.OpenApiClient
using AlibabaCloud.OpenApiClient;
using AlibabaCloud.OpenApiClient.Models;
using AlibabaCloud.TeaUtil;
using AlibabaCloud.TeaUtil.Models;

var client = new Client(new Config
{
    AccessKeyId = Environment.GetEnvironmentVariable("ALIBABA_CLOUD_ACCESS_KEY_ID"),
    AccessKeySecret = Environment.GetEnvironmentVariable("ALIBABA_CLOUD_ACCESS_KEY_SECRET"),
    SecurityToken = Environment.GetEnvironmentVariable("ALIBABA_CLOUD_SECURITY_TOKEN"),
    Endpoint = ${quoted(host)},
    Protocol = "${protocol}",
});
var parameters = new Params
{
    Action = ${quoted(call.action)},
    Version = ${quoted(call.version)},
    Protocol = "${protocol}",
    Pathname = "/",
    Method = "POST",
    AuthType = "AK",
    Style = "RPC",
    ReqBodyType = "formData",
    BodyType = "json",
};
var request = new OpenApiRequest
{
    Query = new Dictionary<string, string>
    ${fields(query)},
    Body = new Dictionary<string, object>
    ${fields(body)},
};

var answer = client.CallApi(parameters, request, new RuntimeOptions());
Console.WriteLine(Common.ToJSONString(answer["body"]));
`;
};
